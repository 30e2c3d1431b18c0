import fc from 'fast-check';
import type { StoredFreshness } from '../../observations';
import { foldSinkHour } from './sinkHours';

const HOUR = '2026-11-21T06:00:00.000Z';
const at = (minutes: number) =>
  new Date(Date.parse(HOUR) + minutes * 60_000).toISOString();

function loaded(
  readAt: number,
  loadedAt: number | null,
  options: Partial<StoredFreshness> = {},
): StoredFreshness {
  return {
    series: '1 warehouse loaded-at',
    at: at(readAt),
    measure: 'loaded-at',
    ageSeconds: null,
    loadedAt: loadedAt === null ? null : at(loadedAt),
    sourceId: 'warehouse',
    traffic: null,
    ...options,
  };
}

/** Slices of ten minutes that are good below 15 minutes. */
const fold = (readings: StoredFreshness[], now = 120) =>
  foldSinkHour({
    freshness: { maxSeconds: 900, sliceSeconds: 600 },
    hour: HOUR,
    readings,
    now: at(now),
  });

describe('foldSinkHour', () => {
  it('goes by the next reading from its load on, and by the last one as long as its data is young enough', () => {
    // Loaded at 0, seen at 1; loaded at 32, seen at 58.
    expect(fold([loaded(1, 0), loaded(58, 32)])).toBe('GUUGBU');
    // Nothing was loaded between the two, so it is known to have been old.
    expect(fold([loaded(1, 0), loaded(58, 0)])).toBe('GBBBBU');
  });

  it('tells of the time before the first reading, as far back as its data was loaded', () => {
    expect(fold([loaded(70, 25)])).toBe('UUGBBB');
  });

  it('waits for the next reading before it calls a slice unknown', () => {
    expect(fold([loaded(1, 0)], 25)).toBe('G.....');
    expect(fold([loaded(1, 0)], 30)).toBe('GU....');
    expect(fold([], 120)).toBe('UUUUUU');
    expect(fold([loaded(1, 0)], 5)).toBe('......');
  });

  it('leaves out what can not be told, and takes an age where there is no time', () => {
    const aged = loaded(58, null, { measure: 'sink', ageSeconds: 26 * 60 });
    expect(
      fold([
        loaded(1, 0),
        loaded(20, null),
        loaded(30, 29, { traffic: 'silent' }),
        aged,
      ]),
    ).toBe('GUUGBU');
  });

  it('gives the same row in whatever order readings come, and more of them only make more known', () => {
    const load = fc.integer({ min: -100, max: 100 });
    const loads = fc.uniqueArray(load, { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        loads,
        fc.uniqueArray(load, { maxLength: 20 }),
        fc.uniqueArray(load, { maxLength: 20 }),
        (times, some, more) => {
          // What a reader would see of a table that was loaded at those times.
          const read = (when: number) => {
            const before = times.filter(time => time <= when);
            return before.length === 0
              ? loaded(when, null)
              : loaded(when, Math.max(...before));
          };
          const few = some.map(read);
          const all = [...new Set([...some, ...more])].map(read);
          expect(fold([...all].reverse())).toBe(fold(all));
          const [less, full] = [fold(few), fold(all)];
          [...less].forEach((letter, i) => {
            const closes = (i + 1) * 10;
            const newest = Math.max(...times.filter(time => time <= closes));
            const truth = closes - newest < 15 ? 'G' : 'B';
            expect(['U', truth]).toContain(full[i]);
            expect(letter === 'U' || full[i] === letter).toBe(true);
          });
        },
      ),
    );
  });
});
