import type { ConsumerGroupTrends } from '@sluice/plugin-pipelines-common';
import type { SparkValue } from '../scorecards/sparkPoints';

/** Messages that a group had left to read, the oldest first; undefined where nobody knows. @internal */
export type GroupTrend = readonly SparkValue[];

/** The trend of each group. @internal */
export function trendsByGroup({
  from,
  items,
  stepSeconds,
}: ConsumerGroupTrends): Map<number, GroupTrend> {
  const start = Date.parse(from);
  const at = (step: number) =>
    new Date(start + step * stepSeconds * 1000).toISOString();
  return new Map(
    items.map(({ groupId, lag }) => [
      groupId,
      lag.map((value, step) => ({ at: at(step), value: value ?? undefined })),
    ]),
  );
}

/** What a trend says in numbers: where it began and ended as far as that is known, and the most; undefined if nothing is. @internal */
export function trendFigures(
  trend: GroupTrend,
): { first: number; last: number; most: number } | undefined {
  const known = trend.flatMap(({ value }) => value ?? []);
  if (known.length === 0) return undefined;
  return { first: known[0], last: known.at(-1)!, most: Math.max(...known) };
}
