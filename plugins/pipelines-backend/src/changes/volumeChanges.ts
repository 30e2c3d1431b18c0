import type { StoredCount } from '../observations';
import type { Change, ChangeWindow } from './change';

const DAY_MS = 24 * 3600_000;
/** With fewer comparable periods nothing is usual. */
const FEWEST_PERIODS = 5;
/** Less than this share of the usual, or more than its inverse, is far from it. */
const FAR_SHARE = 0.5;
/** Below this many events a share says nothing. */
const FEWEST_EVENTS = 100;

/** What was counted in a period, of all series of one side. */
type Period = { from: string; to: string; at: string; count: number };

/**
 * Counts that are far from the usual: half of it or less, or twice as much or more. What is usual is the median of the same time of
 * the day on the days before, of periods as long; of daily periods, of the days before. Fewer than 5 comparable ones say nothing.
 * Of several far ones the last stands for all.
 *
 * @param counts - of two weeks up to the end of the window
 * @internal
 */
export function volumeChanges(
  counts: readonly StoredCount[],
  window: ChangeWindow,
): Change[] {
  const bySide = (['in', 'out'] as const).map(side =>
    periods(counts.filter(c => c.side === side && c.at < window.before)),
  );
  // What came in explains what came out: where both are far, one is enough.
  const [into, out] = bySide.map(all => far(all, window));
  return into.length > 0 ? into : out;
}

function far(all: Period[], window: ChangeWindow): Change[] {
  const found = all
    .filter(({ at }) => at >= window.from && at < window.before)
    .flatMap(period => {
      const usual = usualCount(period, all);
      if (usual === undefined) return [];
      const isLow = period.count <= FAR_SHARE * usual;
      const isHigh = period.count >= usual / FAR_SHARE;
      if (!isLow && !isHigh) return [];
      const code = isLow ? ('volume-low' as const) : ('volume-high' as const);
      return { code, period, usual };
    });
  return (['volume-low', 'volume-high'] as const).flatMap(code => {
    const alike = found.filter(f => f.code === code);
    const last = alike.at(-1);
    if (!last) return [];
    const { at, count } = last.period;
    const change: Change = {
      kind: 'volume',
      at,
      reason: {
        code,
        at,
        count,
        usualCount: last.usual,
        times: alike.length > 1 ? alike.length : undefined,
      },
    };
    return [change];
  });
}

/** The median of comparable periods before; undefined with too few of them, or too few events. */
function usualCount(period: Period, all: Period[]): number | undefined {
  const [from, to] = [Date.parse(period.from), Date.parse(period.to)];
  const counts = all
    .filter(other => {
      const start = Date.parse(other.from);
      return (
        start < from &&
        (from - start) % DAY_MS === 0 &&
        Date.parse(other.to) - start === to - from
      );
    })
    .map(other => other.count)
    .sort((a, b) => a - b);
  if (counts.length < FEWEST_PERIODS) return undefined;
  const median = counts[Math.ceil(counts.length / 2) - 1];
  return median < FEWEST_EVENTS ? undefined : median;
}

/** The last count of each series and period, added up over the series, oldest first. */
function periods(counts: readonly StoredCount[]): Period[] {
  const latest = new Map<string, StoredCount>();
  for (const count of counts) {
    const key = `${count.series} ${count.from} ${count.to}`;
    const known = latest.get(key);
    if (!known || known.at <= count.at) latest.set(key, count);
  }
  const sums = new Map<string, Period>();
  for (const { at, count, from, to } of latest.values()) {
    const key = `${from} ${to}`;
    const sum = sums.get(key) ?? { from, to, at, count: 0 };
    sums.set(key, {
      ...sum,
      at: sum.at > at ? sum.at : at,
      count: sum.count + count,
    });
  }
  return [...sums.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
}
