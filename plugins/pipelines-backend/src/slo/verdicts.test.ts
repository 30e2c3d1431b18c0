import fc from 'fast-check';
import {
  judge,
  type Completion,
  type Evidence,
  type Exclusion,
  type Occurrence,
  type Verdict,
} from './verdicts';

const DUE = Date.UTC(2026, 10, 21, 6);
/** So many minutes after the due time. */
const at = (minutes: number) => new Date(DUE + minutes * 60_000).toISOString();
const HOUR = 60;

const END = at(-6 * HOUR);
const OTHER_END = at(-7 * HOUR);
const occurrence = (options: Partial<Occurrence> = {}): Occurrence => ({
  key: '2026-11-21',
  dueAt: at(0),
  localDate: '2026-11-21',
  timezone: 'UTC',
  intervalEnds: [END],
  ...options,
});
/** Read until now, unless it says otherwise. */
const evidence = (
  now: number,
  completion: Partial<Completion> | undefined,
  options: Partial<Evidence> = {},
): Evidence => ({
  now: at(now),
  readableUntil: at(now),
  completions: new Map(
    completion
      ? [
          [
            END,
            { arrivedAt: null, runId: 7, sourceId: 'airflow', ...completion },
          ],
        ]
      : [],
  ),
  exclusions: [],
  ...options,
});
const arrived = (minutes: number): Partial<Completion> => ({
  arrivedAt: at(minutes),
});
const excluded = (options: Partial<Exclusion> = {}): Exclusion => ({
  from: at(-1),
  to: at(1),
  decisionId: 3,
  confirmed: true,
  ...options,
});
const brief = (verdict: Verdict | undefined) =>
  verdict &&
  `${verdict.state} ${verdict.evidence.reason}${verdict.final ? ' final' : ''}`;

describe('judge', () => {
  it.each<[string, Evidence, string]>([
    [
      'arrived before it was due',
      evidence(5, arrived(-10)),
      'GOOD in-time final',
    ],
    ['arrived on the dot', evidence(5, arrived(0)), 'GOOD in-time final'],
    [
      'arrived, and it is not due yet',
      evidence(-5, arrived(-10)),
      'GOOD in-time final',
    ],
    ['arrived late', evidence(5, arrived(1)), 'LATE late final'],
    [
      'late, although its source cannot be read any more',
      evidence(5, arrived(1), { readableUntil: null }),
      'LATE late final',
    ],
    ['not due yet', evidence(-1, {}), 'PENDING not-due'],
    [
      'failed, but a person can still rescue it',
      evidence(-1, { failed: true }),
      'PENDING not-due',
    ],
    [
      'due, and its run failed',
      evidence(5, { failed: true }),
      'MISSING failed',
    ],
    [
      'due, and its run is still running',
      evidence(5, {}),
      'MISSING not-finished',
    ],
    ['due, and no run was seen', evidence(5, undefined), 'MISSING not-run'],
    [
      'due, and read exactly until then',
      evidence(5, undefined, { readableUntil: at(0) }),
      'MISSING not-run',
    ],
    [
      'due, and not read until then',
      evidence(5, undefined, { readableUntil: at(-1) }),
      'UNKNOWN unreadable',
    ],
    [
      'never read',
      evidence(5, undefined, { readableUntil: null }),
      'UNKNOWN unreadable',
    ],
    [
      'its source cannot tell',
      evidence(5, { unreadable: true }),
      'UNKNOWN unreadable',
    ],
    [
      'unknown for three days',
      evidence(72 * HOUR, undefined, { readableUntil: at(-1) }),
      'UNKNOWN unreadable final',
    ],
    [
      'missing for three days',
      evidence(72 * HOUR, undefined),
      'MISSING not-run final',
    ],
    [
      'declared a success by hand',
      evidence(5, { arrivedAt: at(-9), markedByHand: true }),
      'MISSING marked-by-hand',
    ],
    [
      'rescued in time',
      evidence(5, { ...arrived(-1), rescued: true }),
      'GOOD in-time final',
    ],
    [
      'excluded by a decision',
      evidence(5, undefined, { exclusions: [excluded()] }),
      'EXCLUDED excluded',
    ],
    [
      'an exclusion that nobody confirmed',
      evidence(5, undefined, { exclusions: [excluded({ confirmed: false })] }),
      'MISSING not-run',
    ],
    [
      'an exclusion that ends as it is due',
      evidence(5, undefined, { exclusions: [excluded({ to: at(0) })] }),
      'MISSING not-run',
    ],
    [
      'an exclusion that begins as it is due',
      evidence(5, arrived(1), { exclusions: [excluded({ from: at(0) })] }),
      'EXCLUDED excluded final',
    ],
    [
      'arrived in time, but unusable',
      evidence(5, arrived(-1), { quarantined: new Map([[END, 4]]) }),
      'MISSING quarantined final',
    ],
    [
      'unusable, but it can be made again in time',
      evidence(-5, arrived(-10), { quarantined: new Map([[END, 4]]) }),
      'PENDING quarantined',
    ],
    [
      'late and unusable',
      evidence(5, arrived(1), { quarantined: new Map([[END, 4]]) }),
      'LATE quarantined final',
    ],
    [
      'another interval is unusable',
      evidence(5, arrived(-1), { quarantined: new Map([[OTHER_END, 4]]) }),
      'GOOD in-time final',
    ],
    [
      'a source two hours ahead: not believed yet',
      evidence(5, arrived(120)),
      'UNKNOWN clock-ahead',
    ],
    [
      'a source two hours ahead: not final while it may come true',
      evidence(72 * HOUR, arrived(74 * HOUR)),
      'UNKNOWN clock-ahead',
    ],
    [
      'a source two hours ahead: not due yet',
      evidence(-60, arrived(-1)),
      'PENDING not-due',
    ],
    [
      'a source two hours ahead: later it counts as it said',
      evidence(120, arrived(120)),
      'LATE late final',
    ],
    ['a source minutes ahead', evidence(1, arrived(5)), 'LATE late final'],
    [
      'a source minutes ahead is not late before it is due',
      evidence(-1, arrived(2)),
      'PENDING not-due',
    ],
  ])('%s', (_, facts, expected) => {
    expect(brief(judge(occurrence(), facts))).toBe(expected);
  });

  it('keeps what it rests on', () => {
    expect(
      judge(occurrence(), evidence(5, { ...arrived(-9.99), rescued: true })),
    ).toEqual({
      state: 'GOOD',
      rawState: 'GOOD',
      dueAt: at(0),
      arrivedAt: at(-9.99),
      marginSeconds: 599,
      rescued: true,
      evidence: {
        runIds: [7],
        sourceIds: ['airflow'],
        intervals: 1,
        missing: [],
        reason: 'in-time',
      },
      final: true,
    });
  });

  it('counts a fraction of a second too late as late', () => {
    const verdict = judge(occurrence(), evidence(5, arrived(0.005)));
    expect(verdict).toMatchObject({ state: 'LATE', marginSeconds: -1 });
  });

  it('shows what the facts say beside what people decided', () => {
    expect(
      judge(
        occurrence(),
        evidence(5, arrived(1), {
          exclusions: [excluded({ decisionId: 9 }), excluded()],
        }),
      ),
    ).toMatchObject({
      state: 'EXCLUDED',
      rawState: 'LATE',
      arrivedAt: at(1),
      marginSeconds: -60,
      evidence: { decisionId: 3 },
    });
  });

  describe('with several intervals', () => {
    const both = occurrence({ intervalEnds: [END, OTHER_END] });
    const of = (
      first: Completion | undefined,
      second: Completion | undefined,
      options: Partial<Evidence> = {},
    ) => ({
      ...evidence(5, undefined, options),
      completions: new Map(
        [[END, first] as const, [OTHER_END, second] as const].flatMap(
          ([end, c]) => (c ? [[end, c] as const] : []),
        ),
      ),
    });
    it.each<[string, Evidence, string, string | null, string[]]>([
      [
        'all in time',
        of({ arrivedAt: at(-9) }, { arrivedAt: at(-1) }),
        'GOOD in-time final',
        at(-1),
        [],
      ],
      [
        'the last is late',
        of({ arrivedAt: at(1) }, { arrivedAt: at(-1) }),
        'LATE late final',
        at(1),
        [],
      ],
      [
        'one is not there',
        of(undefined, { arrivedAt: at(-1) }),
        'MISSING not-run',
        null,
        [END],
      ],
      [
        'one cannot be read',
        of({ arrivedAt: null, unreadable: true }, { arrivedAt: at(-1) }),
        'UNKNOWN unreadable',
        null,
        [END],
      ],
      [
        'one cannot be read, the other is missing',
        of({ arrivedAt: null, unreadable: true }, undefined),
        'MISSING not-run',
        null,
        [OTHER_END, END],
      ],
      [
        'one cannot be read, but the other was late already',
        of({ arrivedAt: at(1) }, undefined, { readableUntil: at(-1) }),
        'LATE late',
        at(1),
        [OTHER_END],
      ],
    ])('%s', (_, facts, expected, arrivedAt, missing) => {
      const verdict = judge(both, facts)!;
      expect(brief(verdict)).toBe(expected);
      expect(verdict.arrivedAt).toBe(arrivedAt);
      expect(verdict.evidence.missing).toEqual(missing);
    });

    it('names at most 20 of them, what is not there first', () => {
      const ends = Array.from({ length: 288 }, (_, i) => at(-1000 + i));
      const verdict = judge(occurrence({ intervalEnds: ends }), {
        ...evidence(5, undefined),
        completions: new Map(
          ends.map((end, i) => [
            end,
            {
              arrivedAt: i === 17 ? null : at(-500 + i),
              runId: i,
              sourceId: 'airflow',
            },
          ]),
        ),
      });
      expect(verdict?.evidence).toMatchObject({
        intervals: 288,
        missing: [ends[17]],
        sourceIds: ['airflow'],
      });
      expect(verdict?.evidence.runIds).toHaveLength(20);
      expect(verdict?.evidence.runIds.slice(0, 3)).toEqual([17, 287, 286]);
    });
  });

  it('says nothing on a date on which nothing was expected', () => {
    expect(
      judge(occurrence({ intervalEnds: [] }), evidence(5, undefined)),
    ).toBeUndefined();
  });

  it('expects one where nothing says when it is to run', () => {
    const unscheduled = occurrence({ intervalEnds: [], scheduleKnown: false });
    expect(judge(unscheduled, evidence(5, undefined))).toMatchObject({
      state: 'MISSING',
      evidence: { intervals: 1, missing: [] },
    });
    expect(brief(judge(unscheduled, evidence(-5, undefined)))).toBe(
      'PENDING not-due',
    );
  });

  it('goes from unknown to what really happened once its source is back', () => {
    const out = { readableUntil: at(-30) };
    const states = [
      evidence(-5, {}, out),
      evidence(5, {}, out),
      evidence(60, arrived(-20)),
    ].map(facts => judge(occurrence(), facts)!.state);
    expect(states).toEqual(['PENDING', 'UNKNOWN', 'GOOD']);
  });

  describe('whatever is known', () => {
    const ends = [at(-300), at(-240), at(-180)];
    const minutes = (min: number, max: number) => fc.integer({ min, max });
    const completion: fc.Arbitrary<Completion> = fc.record(
      {
        arrivedAt: fc.option(minutes(-200, 6000).map(at)),
        runId: minutes(1, 9),
        failed: fc.boolean(),
        rescued: fc.boolean(),
        markedByHand: fc.boolean(),
        unreadable: fc.boolean(),
      },
      { requiredKeys: ['arrivedAt'] },
    );
    const facts = fc.record({
      readableUntil: fc.option(minutes(-60, 6000).map(at)),
      completions: fc.uniqueArray(
        fc.tuple(fc.constantFrom(...ends), completion),
        { selector: ([end]) => end },
      ),
      exclusions: fc.array(
        fc.record({
          from: minutes(-10, 1).map(at),
          to: minutes(0, 10).map(at),
          decisionId: minutes(1, 3),
          confirmed: fc.boolean(),
        }),
        { maxLength: 2 },
      ),
      quarantined: fc.subarray(ends, { maxLength: 1 }),
    });
    type Facts = typeof facts extends fc.Arbitrary<infer T> ? T : never;
    const three = occurrence({ intervalEnds: ends });
    const judged = (known: Facts, now: number) =>
      judge(three, {
        ...known,
        now: at(now),
        completions: new Map(known.completions),
        quarantined: new Map(known.quarantined.map(end => [end, 4])),
      })!;

    it('the order in which it came is the same', () => {
      fc.assert(
        fc.property(facts, minutes(-100, 6000), (known, now) => {
          const reversed = {
            ...known,
            completions: [...known.completions].reverse(),
            exclusions: [...known.exclusions].reverse(),
          };
          expect(
            judge(
              { ...three, intervalEnds: [...ends].reverse() },
              {
                ...reversed,
                now: at(now),
                completions: new Map(reversed.completions),
                quarantined: new Map(known.quarantined.map(end => [end, 4])),
              },
            ),
          ).toEqual(judged(known, now));
        }),
      );
    });

    it('a final verdict stays as time passes', () => {
      fc.assert(
        fc.property(
          facts,
          minutes(-100, 6000),
          minutes(0, 6000),
          (known, now, later) => {
            const verdict = judged(known, now);
            const again = judged(known, now + (verdict.final ? later : 0));
            expect(again).toEqual(verdict);
          },
        ),
        { numRuns: 1000 },
      );
    });

    it('every verdict becomes final', () => {
      fc.assert(
        fc.property(facts, known => {
          expect(judged(known, 10_000).final).toBe(true);
        }),
      );
    });

    it('nothing is good that did not arrive, and nothing bad that nobody could read', () => {
      fc.assert(
        fc.property(facts, minutes(-100, 6000), (known, now) => {
          const { rawState, arrivedAt, evidence: rest } = judged(known, now);
          const isDue = now >= 0;
          const isAllThere =
            known.completions.filter(([, c]) => c.arrivedAt).length ===
              ends.length && rest.missing.length === 0;
          const may = {
            GOOD: isAllThere && arrivedAt! <= at(0),
            LATE: isDue && arrivedAt! > at(0),
            MISSING: isDue && (known.readableUntil ?? '') >= at(0),
            PENDING: !isDue,
            UNKNOWN: isDue,
            EXCLUDED: false,
          };
          expect(may).toHaveProperty(rawState, true);
        }),
        { numRuns: 1000 },
      );
    });
  });

  describe('where readings saw an arrival', () => {
    it.each([
      ['before it was due', -5, -300, 'GOOD in-time final'],
      ['late, and the reading before was late too', 30, 10, 'LATE late final'],
      ['late, soon after the reading before', 5, -5, 'LATE late final'],
      ['late, long after the reading before', 30, -60, 'UNKNOWN unreadable'],
      ['late, with no reading before', 30, null, 'UNKNOWN unreadable'],
    ])('%s', (_, arrivedAt, arrivedAfter, expected) => {
      const seen = {
        ...arrived(arrivedAt),
        arrivedAfter: arrivedAfter === null ? null : at(arrivedAfter),
        reading: { at: at(40), reach: at(arrivedAt) },
      };
      const verdict = judge(occurrence(), evidence(60, seen));
      expect(brief(verdict)).toBe(expected);
      expect(verdict!.evidence.readings).toEqual([seen.reading]);
    });
  });

  it('names the hops of a path', () => {
    const hops = [
      {
        pipeline: 'component:default/a',
        startedAt: at(-9),
        finishedAt: at(-5),
      },
    ];
    const verdict = judge(occurrence(), evidence(0, { ...arrived(-5), hops }));
    expect(verdict!.evidence.hops).toEqual(hops);
  });
});
