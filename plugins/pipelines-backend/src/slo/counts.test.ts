import type { StoredCount } from '../observations';
import { tallyOfCounts, tallyOfTests } from './counts';

const FROM = '2026-11-20T00:00:00.000Z';
const TO = '2026-11-20T01:00:00.000Z';
const hour = (hours: number) =>
  new Date(Date.parse(TO) + hours * 3600_000).toISOString();

function count(
  side: 'in' | 'out',
  value: number,
  at: string,
  series = 'a',
): StoredCount {
  return { series, from: FROM, to: TO, side, count: value, at };
}

const tally = (counts: StoredCount[], now = hour(30)) =>
  tallyOfCounts(counts, { withinSeconds: 24 * 3600, now })[0]?.tally;

describe('tallyOfCounts', () => {
  it.each([
    ['all came out in time', [count('out', 10, hour(2))], { good: 10, bad: 0 }],
    ['some did not', [count('out', 7, hour(2))], { good: 7, bad: 3 }],
    [
      'more came out than in',
      [count('out', 12, hour(2))],
      { good: 10, bad: 0 },
    ],
    ['nobody counted out', [], { good: 0, bad: 0, unknown: 10 }],
    [
      'the first count out is late',
      [count('out', 8, hour(25))],
      { good: 0, bad: 2, unknown: 8 },
    ],
    [
      'a later count in time replaces an earlier one, in any order',
      [count('out', 9, hour(20)), count('out', 4, hour(1))],
      { good: 9, bad: 1 },
    ],
    [
      'a late count changes nothing of what was in time',
      [count('out', 9, hour(20)), count('out', 10, hour(25))],
      { good: 9, bad: 1 },
    ],
    [
      'several sinks add up',
      [count('out', 4, hour(1), 'x'), count('out', 6, hour(1), 'y')],
      { good: 10, bad: 0 },
    ],
  ])('%s', (_, out, expected) => {
    expect(tally([count('in', 10, hour(0)), ...out])).toMatchObject(expected);
  });

  it('waits while there is time, and judges nothing without a count of what came in', () => {
    const counts = [count('in', 10, hour(0)), count('out', 4, hour(1))];
    expect(tally(counts, hour(3))).toMatchObject({
      good: 4,
      pending: 6,
      bad: 0,
    });
    expect(tally([count('out', 4, hour(1))])).toBeUndefined();
  });
});

describe('tallyOfTests', () => {
  it('counts a warning as good, an error as unknown, and only names that match', () => {
    const counts = (
      ['pass', 'warn', 'fail', 'error', 'skipped'] as const
    ).flatMap(state => [
      { test: 'not_null_a.b', state, count: 2 },
      { test: 'unique_a', state, count: 5 },
    ]);
    expect(tallyOfTests(counts, 'not_null_*')).toMatchObject({
      good: 4,
      bad: 2,
      unknown: 4,
    });
    expect(tallyOfTests(counts)).toMatchObject({ good: 14, bad: 7 });
    expect(tallyOfTests(counts, 'not_null_a?b')).toMatchObject({ good: 0 });
  });
});
