import type { CostReading } from '@sluice/plugin-pipelines-node';
import type { AttributedCredits, MeteredCredits } from '../sql/credits';

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
const UNIT = 'snowflake-credits';
/** The bill of an hour may change so long after it. */
const METERING_OVERLAP_MS = 3 * HOUR_MS;
/** What queries used may be entered so late: 8 hours, and some. */
const ATTRIBUTION_OVERLAP_MS = 12 * HOUR_MS;

/** From when on costs are to be read, and out of what. @internal */
export type CostPeriods = {
  /** The first time, or after a long outage: out of ACCOUNT_USAGE. */
  isPast: boolean;
  metered: Date;
  attributed: Date;
};

/**
 * What of the costs is to be read now: once an hour, from a little before where reading ended.
 *
 * @param readTo - to here they were read, ISO 8601; undefined the first time
 * @param backDays - so many days the first time reaches back
 * @returns undefined while the hour is still the same
 * @internal
 */
export function costsToRead(
  readTo: string | undefined,
  { backDays, now }: { backDays: number; now: Date },
): CostPeriods | undefined {
  const hour = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  const first = hour - backDays * DAY_MS;
  const last = readTo ? Date.parse(readTo) : first;
  if (readTo && !(last < hour)) return undefined;
  const from = (overlap: number) =>
    new Date(Math.min(last, hour) - (readTo ? overlap : 0));
  return {
    isPast: !readTo || hour - last > DAY_MS,
    metered: from(METERING_OVERLAP_MS),
    attributed: from(ATTRIBUTION_OVERLAP_MS),
  };
}

/** What warehouses were billed for. A negative correction of an hour counts as none. @internal */
export function readMetering(rows: MeteredCredits[], at: Date): CostReading[] {
  return rows.map(({ CREDITS, FROM, TO, WAREHOUSE }) => ({
    resource: WAREHOUSE,
    basis: 'metered',
    from: FROM.toISOString(),
    to: TO.toISOString(),
    amount: Math.max(0, CREDITS),
    unit: UNIT,
    at: at.toISOString(),
  }));
}

/** What the queries of each tag used. Those without one are kept too, without a label. @internal */
export function readAttribution(
  rows: AttributedCredits[],
  at: Date,
): CostReading[] {
  // Tags that differ in blanks alone are one, and so are no tag and an empty one.
  const costs = new Map<string, CostReading>();
  for (const { CREDITS, FROM, TAG, WAREHOUSE } of rows) {
    const label = TAG?.trim() || undefined;
    const key = JSON.stringify([WAREHOUSE, FROM, label]);
    costs.set(key, {
      resource: WAREHOUSE,
      basis: 'attributed',
      ...(label && { label }),
      from: FROM.toISOString(),
      to: new Date(FROM.getTime() + HOUR_MS).toISOString(),
      amount: Math.max(0, CREDITS) + (costs.get(key)?.amount ?? 0),
      unit: UNIT,
      at: at.toISOString(),
    });
  }
  return [...costs.values()];
}
