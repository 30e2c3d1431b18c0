import type { StoredCount, TestCount } from '../observations';
import { emptyTally, type Tally } from './tally';
import { wildcard } from './wildcard';

/** What the state of a test counts as. A test that couldn't run says nothing about the data. */
const COUNTS_AS = {
  pass: 'good',
  warn: 'good',
  fail: 'bad',
  error: 'unknown',
  skipped: 'unknown',
} as const satisfies Record<TestCount['state'], keyof Tally>;

/**
 * What data tests add up to.
 *
 * @param pattern - only tests whose names match it; all where it isn't given
 * @internal
 */
export function tallyOfTests(counts: TestCount[], pattern?: string): Tally {
  const name = pattern === undefined ? undefined : wildcard(pattern);
  const tally = emptyTally();
  for (const { count, state, test } of counts) {
    if (!name || name.test(test)) tally[COUNTS_AS[state]] += count;
  }
  return tally;
}

/** A period of events. @internal */
export type CountedPeriod = { from: string; to: string; tally: Tally };

/**
 * What became of the events of each period: good are those that were counted out in time after the end of the period, bad those that
 * weren't. Later counts of the same replace earlier ones; those of several sources are added.
 *
 * An event is unknown if nothing was counted out in time, so that it may have been there. What was first counted out too late is known
 * in part: what wasn't even there then is bad. Without a count of what came in a period isn't judged.
 *
 * @internal
 */
export function tallyOfCounts(
  counts: StoredCount[],
  options: { withinSeconds: number; now: string },
): CountedPeriod[] {
  const periods = new Map<string, StoredCount[]>();
  for (const count of counts) {
    const key = `${count.from} ${count.to}`;
    const own = periods.get(key);
    if (own) own.push(count);
    else periods.set(key, [count]);
  }
  return [...periods.values()].flatMap(own => {
    const [{ from, to }] = own;
    const tally = tallyOfPeriod(to, own, options);
    return tally ? { from, to, tally } : [];
  });
}

function tallyOfPeriod(
  to: string,
  counts: StoredCount[],
  { now, withinSeconds }: { withinSeconds: number; now: string },
): Tally | undefined {
  const dueAt = new Date(Date.parse(to) + withinSeconds * 1000).toISOString();
  const into = sumOfLast(counts.filter(c => c.side === 'in'));
  if (into === undefined) return undefined;
  const out = counts.filter(c => c.side === 'out');
  const inTime = sumOfLast(out.filter(c => c.at <= dueAt));
  const good = Math.min(into, inTime ?? 0);
  const rest = into - good;
  const tally = { ...emptyTally(), good };
  if (now < dueAt) return { ...tally, pending: rest };
  if (inTime !== undefined) return { ...tally, bad: rest };
  const late = Math.min(into, sumOfLast(out) ?? into);
  return { ...tally, bad: into - late, unknown: late };
}

/** The sum of the last count of each series; undefined if there is none. */
function sumOfLast(counts: StoredCount[]): number | undefined {
  const last = new Map<string, StoredCount>();
  for (const count of counts) {
    const known = last.get(count.series);
    if (!known || known.at <= count.at) last.set(count.series, count);
  }
  if (last.size === 0) return undefined;
  return [...last.values()].reduce((sum, { count }) => sum + count, 0);
}
