import type { LevelDay } from '@sluice/plugin-pipelines-common';
import type { SparkValue } from './sparkPoints';

/**
 * The mean level of pipelines: 0 if all are below the first one, `levels` if all are at the highest.
 *
 * @param pipelines - how many stand at each level, the first entry below the first level
 * @returns undefined without pipelines
 * @internal
 */
export function meanLevel(pipelines: readonly number[]): number | undefined {
  const all = pipelines.reduce((sum, each) => sum + each, 0);
  if (all === 0) return undefined;
  return pipelines.reduce((sum, each, rank) => sum + each * rank, 0) / all;
}

/** The mean level by day, the oldest first. @internal */
export function levelTrend(days: readonly LevelDay[]): SparkValue[] {
  return days.map(({ date, pipelines }) => ({
    at: date,
    value: meanLevel(pipelines),
  }));
}

/** How many more pipelines stand at each level than on the first day of a trend; undefined without a trend. @internal */
export function changeSince(
  days: readonly LevelDay[],
): readonly number[] | undefined {
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last || first === last) return undefined;
  return last.pipelines.map(
    (each, rank) => each - (first.pipelines[rank] ?? 0),
  );
}

/** The days of a trend from a date on. @internal */
export function trendFrom(
  days: readonly LevelDay[],
  date: string,
): readonly LevelDay[] {
  return days.filter(each => each.date >= date);
}
