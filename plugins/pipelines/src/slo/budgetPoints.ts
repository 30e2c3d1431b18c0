import type { SloDay } from '@sluice/plugin-pipelines-common';

/** What was left at the end of a local date; null before anything counted. @internal */
export type BudgetPoint = { date: string; remaining: number | null };

const DAY_MS = 24 * 3600_000;

/**
 * The budget at the end of each date, also of those on which nothing was due: there it stays as it was.
 *
 * @param options - `from` and `to`: first and last local date, both inclusive
 * @internal
 */
export function budgetPoints(options: {
  days: readonly SloDay[];
  from: string;
  to: string;
}): BudgetPoint[] {
  const { days, from, to } = options;
  const known = new Map(days.map(day => [day.date, day.remaining]));
  const points: BudgetPoint[] = [];
  let remaining: number | null = null;
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS) {
    const date = new Date(at).toISOString().slice(0, 10);
    remaining = known.get(date) ?? remaining;
    points.push({ date, remaining });
  }
  return points;
}
