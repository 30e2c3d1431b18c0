import type { FreshnessReading } from '@sluice/plugin-pipelines-node';
import { classifyTraffic } from '../slo';

/** How often the topics of a group rested in this hour of the week, in minutes. @internal */
export type RestOfHour = { read: number; atRest: number };

/** So many weeks tell what is normal at an hour of the week. @internal */
export const NORMAL_WEEKS = 4;

const WEEK_MS = 7 * 24 * 3600_000;
/** Rest is normal in an hour in which at least this share of the minutes is at rest: the 5th percentile of what comes in is 0 then. */
const NORMAL_SHARE = 0.05;

/**
 * The same hour of the weeks before, the newest first.
 *
 * @param hour - ISO 8601 in UTC
 * @internal
 */
export function sameHours(hour: string): string[] {
  return Array.from({ length: NORMAL_WEEKS }, (_, i) =>
    new Date(Date.parse(hour) - (i + 1) * WEEK_MS).toISOString(),
  );
}

/**
 * What the topics of a group carry: a group at the end of logs at rest is idle only if rest is normal at this hour of the week. Otherwise
 * its producer is silent, which a lag of 0 would hide. Undefined while that can't be told: a rate is unknown, or too few weeks are.
 *
 * @param options - `normal`: the same hour of the weeks before
 * @internal
 */
export function trafficOf(options: {
  inPerSecond: number | null;
  lag: number | null;
  normal: RestOfHour | undefined;
}): FreshnessReading['traffic'] {
  const { inPerSecond, lag, normal } = options;
  const traffic = classifyTraffic({
    rate: inPerSecond,
    lagMessages: lag,
    baselineOfHour: normal && {
      p5: normal.atRest >= normal.read * NORMAL_SHARE ? 0 : 1,
      samples: normal.read,
    },
  });
  return traffic === 'unknown' ? undefined : traffic;
}
