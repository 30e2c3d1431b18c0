import fc from 'fast-check';
import { completionsByReach, type ReachReading } from './reach';

const at = (minutes: number) =>
  new Date(Date.UTC(2026, 10, 21, 0, minutes)).toISOString();

/** What a reading so many minutes after midnight saw: data up to another minute, or nothing that it could tell. */
function reading(
  minutes: number,
  reach: number | null,
  options: Partial<ReachReading> = {},
): ReachReading {
  return {
    series: 'a',
    sourceId: 'dbt',
    at: at(minutes),
    reach: reach === null ? null : at(reach),
    since: at(reach ?? minutes),
    ...options,
  };
}

const END = at(60);
const of = (readings: ReachReading[], worst = false) => {
  const { completions, readableUntil } = completionsByReach({
    readings,
    intervalEnds: [END],
    worst,
  });
  return { completion: completions.get(END), readableUntil };
};

describe('completionsByReach', () => {
  it.each([
    ['nothing was read', [], undefined, null],
    [
      'it was read before the interval ended alone',
      [reading(50, 40)],
      undefined,
      at(50),
    ],
    [
      'it was loaded after the interval ended',
      [reading(70, 40), reading(90, 80)],
      {
        arrivedAt: at(80),
        arrivedAfter: at(70),
        sourceId: 'dbt',
        reading: { at: at(90), reach: at(80) },
      },
      at(90),
    ],
    [
      'the first load counts, not a later one',
      [reading(70, 40), reading(90, 80), reading(200, 190)],
      {
        arrivedAt: at(80),
        arrivedAfter: at(70),
        sourceId: 'dbt',
        reading: { at: at(90), reach: at(80) },
      },
      at(200),
    ],
    [
      'nothing tells since when',
      [reading(90, 80)],
      {
        arrivedAt: at(80),
        arrivedAfter: null,
        sourceId: 'dbt',
        reading: { at: at(90), reach: at(80) },
      },
      at(90),
    ],
    [
      'it was not loaded',
      [reading(70, 40), reading(90, 40)],
      {
        arrivedAt: null,
        sourceId: 'dbt',
        reading: { at: at(90), reach: at(40) },
      },
      at(90),
    ],
    [
      'the last reading could not tell',
      [reading(70, 40), reading(90, null)],
      {
        arrivedAt: null,
        sourceId: 'dbt',
        reading: { at: at(90), reach: null },
        unreadable: true,
      },
      at(70),
    ],
  ])('%s', (_, readings, completion, readableUntil) => {
    expect(of(readings)).toEqual({ completion, readableUntil });
  });

  describe('by two series', () => {
    const early = reading(90, 80);
    const late = reading(95, 85, { series: 'b' });
    const missing = reading(95, 10, { series: 'b' });

    it.each([
      ['one is enough', [early, late], false, at(80), at(95)],
      ['all are needed', [early, late], true, at(85), at(90)],
      ['one that is there is enough', [early, missing], false, at(80), at(95)],
      ['one that is missing holds it up', [early, missing], true, null, at(90)],
    ])('%s', (_, readings, worst, arrivedAt, readableUntil) => {
      const found = of(readings, worst);
      expect(found.completion?.arrivedAt).toBe(arrivedAt);
      expect(found.readableUntil).toBe(readableUntil);
    });

    it('rests on the same one where both say the same, whichever came first', () => {
      const blind = [
        reading(61, null, { series: 'a' }),
        reading(60, null, { series: 'b' }),
      ];
      for (const worst of [true, false]) {
        expect(of(blind, worst)).toEqual(of([...blind].reverse(), worst));
        expect(of(blind, worst).completion?.reading?.at).toBe(at(61));
      }
    });

    it('claims nothing where one of them was not read since', () => {
      const old = reading(30, 20, { series: 'b' });
      expect(of([early, old], true).completion).toMatchObject({
        arrivedAt: null,
        unreadable: true,
      });
    });
  });

  const readings = fc.array(
    fc
      .record({
        minutes: fc.integer({ min: 0, max: 300 }),
        behind: fc.integer({ min: 0, max: 120 }),
        isBlind: fc.boolean(),
        series: fc.constantFrom('a', 'b'),
      })
      .map(({ minutes, behind, isBlind, series }) =>
        reading(minutes, isBlind ? null : minutes - behind, { series }),
      ),
    { maxLength: 30 },
  );

  it('says the same in whatever order readings came', () => {
    fc.assert(
      fc.property(readings, fc.boolean(), (some, worst) => {
        const distinct = [
          ...new Map(some.map(r => [`${r.series} ${r.at}`, r])).values(),
        ];
        expect(of([...distinct].reverse(), worst)).toEqual(of(distinct, worst));
      }),
    );
  });

  it('never lets data arrive before the interval ended, nor without a reading that reached its end', () => {
    fc.assert(
      fc.property(readings, fc.boolean(), (some, worst) => {
        const arrivedAt = of(some, worst).completion?.arrivedAt ?? END;
        expect(arrivedAt >= END).toBe(true);
        const isThere = Boolean(of(some, worst).completion?.arrivedAt);
        const isSeen = some.some(r => r.reach !== null && r.reach >= END);
        expect(isThere && !isSeen).toBe(false);
      }),
    );
  });

  it('says since when by a reading that was taken', () => {
    fc.assert(
      fc.property(readings, fc.boolean(), (some, worst) => {
        const { arrivedAfter } = of(some, worst).completion ?? {};
        const times = [null, undefined, ...some.map(r => r.at)];
        expect(times).toContain(arrivedAfter);
      }),
    );
  });

  it('needs all at least as late as one', () => {
    fc.assert(
      fc.property(readings, some => {
        const all = of(some, true).completion?.arrivedAt ?? '~';
        const one = of(some, false).completion?.arrivedAt ?? '~';
        expect(one <= all).toBe(true);
      }),
    );
  });
});
