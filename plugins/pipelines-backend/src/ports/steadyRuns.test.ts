import * as fc from 'fast-check';
import { type ContinuousEvidence, steadyRuns } from './steadyRuns';

const SINCE = '2026-03-02T10:00:00.000Z';
const minute = (minutes: number) =>
  new Date(Date.parse(SINCE) + minutes * 60_000).toISOString();

const of = (evidence: Partial<ContinuousEvidence>, at = 30) =>
  steadyRuns({
    since: SINCE,
    at: minute(at),
    processes: [],
    groups: [],
    ...evidence,
  });

const ok = (from: number) => ({ at: minute(from), status: 'ok' as const });
const stalls = (from: number) => ({
  at: minute(from),
  status: 'stall' as const,
});

describe('steadyRuns', () => {
  it.each<[string, Partial<ContinuousEvidence>, number]>([
    ['nothing is watched', {}, 0],
    [
      'a process lives since a minute after',
      { processes: [{ startedAt: minute(1) }] },
      2,
    ],
    [
      'processes that end within ten minutes',
      {
        processes: [
          { startedAt: minute(0), endedAt: minute(9) },
          { startedAt: minute(9), endedAt: minute(18) },
          { startedAt: minute(21) },
        ],
      },
      0,
    ],
    [
      'a group that was OK all the time',
      { groups: [{ changes: [ok(-60)], readAt: minute(30) }] },
      3,
    ],
    [
      'a group of which nothing is known since 19 minutes after',
      { groups: [{ changes: [ok(-60)], readAt: minute(19) }] },
      1,
    ],
    [
      'a group that was OK for another reason in between',
      { groups: [{ changes: [ok(-60), ok(5)], readAt: minute(11) }] },
      1,
    ],
    [
      'a group that stalled in between',
      {
        groups: [{ changes: [ok(-60), stalls(5), ok(12)], readAt: minute(30) }],
      },
      1,
    ],
    [
      'a process that lives, of a group that stalls',
      {
        processes: [{ startedAt: minute(0) }],
        groups: [{ changes: [stalls(-60)], readAt: minute(30) }],
      },
      0,
    ],
    [
      'one of two groups stalls for a while',
      {
        groups: [
          { changes: [ok(-60)], readAt: minute(30) },
          { changes: [stalls(-60), ok(15)], readAt: minute(30) },
        ],
      },
      1,
    ],
  ])('%s', (_, evidence, runs) => {
    expect(of(evidence)).toHaveLength(runs);
  });

  it('never counts more than the time since, one after the other', () => {
    const time = fc.integer({ min: -120, max: 240 });
    const process = fc.record({ from: time, minutes: fc.nat({ max: 90 }) });
    fc.assert(
      fc.property(
        fc.array(process, { maxLength: 4 }),
        fc.array(time, { maxLength: 6 }),
        fc.nat({ max: 240 }),
        (lives, changes, at) => {
          let end = -200;
          const runs = of(
            {
              processes: lives.flatMap(({ from, minutes }) => {
                // One process at a time.
                const start = Math.max(from, end);
                end = start + minutes;
                return start >= 0
                  ? [{ startedAt: minute(start), endedAt: minute(end) }]
                  : [];
              }),
              groups: [
                {
                  changes: [...changes]
                    .sort((a, b) => a - b)
                    .map((change, i) => (i % 2 ? ok(change) : stalls(change))),
                  readAt: minute(at),
                },
              ],
            },
            at,
          );
          let before = Date.parse(SINCE);
          for (const { from, to } of runs) {
            expect(from).toBeGreaterThanOrEqual(before);
            expect(to - from).toBe(10 * 60_000);
            expect(to).toBeLessThanOrEqual(Date.parse(minute(at)));
            before = to;
          }
        },
      ),
    );
  });
});
