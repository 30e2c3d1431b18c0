import fc from 'fast-check';
import type { StoredCount } from '../observations';
import { volumeChanges } from './volumeChanges';

const DAY_MS = 24 * 3600_000;
const HOUR_MS = 3600_000;
const START = Date.parse('2026-11-20T03:00:00.000Z');
const iso = (time: number) => new Date(time).toISOString();
const window = {
  from: '2026-11-19T12:00:00.000Z',
  before: '2026-11-20T12:00:00.000Z',
};
/** The hour from 03:00 on, so many days before. */
const hour = (
  daysBefore: number,
  count: number,
  changes: Partial<StoredCount> = {},
): StoredCount => {
  const from = START - daysBefore * DAY_MS;
  return {
    series: 's',
    side: 'in',
    from: iso(from),
    to: iso(from + HOUR_MS),
    at: iso(from + HOUR_MS),
    count,
    ...changes,
  };
};
const usual = Array.from({ length: 10 }, (_, i) => hour(i + 1, 1000));

describe('volumeChanges', () => {
  it.each([
    ['as usual', 1100, undefined],
    ['half', 500, 'volume-low'],
    ['a little more than half', 501, undefined],
    ['nothing', 0, 'volume-low'],
    ['twice as much', 2000, 'volume-high'],
    ['a little less than twice', 1999, undefined],
  ])('%s', (_, count, code) => {
    const [change] = volumeChanges([...usual, hour(0, count)], window);
    expect(change?.reason.code).toBe(code);
    expect(change?.reason.count).toBe(code && count);
    expect(change?.reason.usualCount).toBe(code && 1000);
  });

  it('says nothing with few days to compare, or few events', () => {
    expect(volumeChanges([...usual.slice(0, 4), hour(0, 1)], window)).toEqual(
      [],
    );
    const few = usual.map(c => ({ ...c, count: 20 }));
    expect(volumeChanges([...few, hour(0, 1)], window)).toEqual([]);
  });

  it('takes the last count of a series, and adds series up', () => {
    const other = usual.map(c => ({ ...c, series: 't' }));
    const counted = [
      hour(0, 1),
      hour(0, 1000, { at: iso(START + 2 * HOUR_MS) }),
      hour(0, 1000, { series: 't' }),
    ];
    expect(volumeChanges([...usual, ...other, ...counted], window)).toEqual([]);
  });

  it('names what came in rather than what came out of it', () => {
    const out = usual.map(c => ({ ...c, side: 'out' as const }));
    const found = volumeChanges(
      [...usual, ...out, hour(0, 100), hour(0, 100, { side: 'out' })],
      window,
    );
    expect(found).toHaveLength(1);
    expect(
      volumeChanges(
        [...usual, ...out, hour(0, 1000), hour(0, 100, { side: 'out' })],
        window,
      ),
    ).toHaveLength(1);
  });

  it('never calls a count far that is what it always is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), count => {
        const same = [...usual, hour(0, 0)].map(c => ({ ...c, count }));
        expect(volumeChanges(same, window)).toEqual([]);
      }),
    );
  });
});
