import type { NorthstarPipeline } from '../fleet';
import { DAY, HOUR, MINUTE } from './time';

/**
 * What is going on at Northstar, told from the moment at which the demo was first started. Everything that makes the
 * fleet more than noise is here, with its names and figures.
 *
 * @internal
 */
export const STORIES = {
  /** Commerce Data's marketing pipelines have been failing for ten days and burn the team's budget. */
  burning: { domain: 'marketing', since: -10 * DAY, failureRate: 0.025 },
  /** These failed in their last run before the start, and nobody has rerun them. */
  lastNight: {
    pipelines: ['demand_forecast', 'store_performance', 'supplier_scores'],
    from: -25.5 * HOUR,
    to: -1.5 * HOUR,
  },
  /**
   * A run hangs, and those behind it wait. It comes back each day at the hour of the first start, so that a demo that
   * is opened on another day still has something late.
   */
  late: {
    pipeline: 'customer_360_merge',
    periodMinutes: 120,
    overdueMinutes: 60,
    endsAfter: 5 * HOUR,
    gapMinutes: 35,
  },
  /** A release of this unit doubles the durations of one of its jobs. It isn't rolled back. */
  regression: {
    unit: 'spark-web',
    pipeline: 'clickstream_sessions',
    releasedAt: -6 * DAY,
    quietSince: -9 * DAY,
    factor: 2.1,
  },
  /** A consumer that restarts again and again, and so stalls. */
  crashLoop: {
    pipeline: 'orders_enrichment',
    since: -9 * HOUR,
    everyMinutes: 30,
    spreadMinutes: 20,
  },
  /** No supplier sends notices at night, so its topic rests then. UTC hours. */
  idleNight: { pipeline: 'supplier_asn_sink', from: 0, to: 5 },
  /** The producer of this topic has stopped, which a lag of 0 hides. */
  silentTopic: { pipeline: 'price_changes', since: -2 * HOUR },
  /** A group that rebalances again and again around the start, and burns its budget. */
  rebalance: {
    pipeline: 'stock_movements',
    from: -25 * MINUTE,
    to: 20 * MINUTE,
    share: 0.7,
    ageSeconds: 420,
  },
  /** Somebody changed the file of a legacy DAG on the server. */
  changedByHand: {
    pipeline: 'legacy_bank_statements',
    at: -4 * DAY,
    note: 'The DAG file is not the one of the run before (simulated): it was changed on the server, outside any release',
  },
  /** Switched off at the source while its replacement is tested. */
  paused: { pipeline: 'legacy_affiliate_import', since: -12 * DAY },
  /** The old Airflow in the data centre can't be reached. */
  outage: {
    pipelines: [
      'legacy_gl_export',
      'legacy_ap_ledger_load',
      'legacy_fixed_assets_load',
    ],
    since: -3 * HOUR,
  },
} as const;

/** Whether a run due at `dueAt` failed last night. @internal */
export function failedLastNight(
  pipeline: NorthstarPipeline,
  dueAt: number,
  startedAt: number,
): boolean {
  const { pipelines, from, to } = STORIES.lastNight;
  return (
    (pipelines as readonly string[]).includes(pipeline.name) &&
    dueAt > startedAt + from &&
    dueAt <= startedAt + to
  );
}

/**
 * When a run of the pipeline that hangs starts and ends; undefined for runs that it doesn't concern.
 *
 * @returns `startAt` and, for the hanging run itself, `endAt`
 * @internal
 */
export function hangs(
  pipeline: NorthstarPipeline,
  dueAt: number,
  startedAt: number,
): { startAt: number; endAt?: number } | undefined {
  const { late } = STORIES;
  if (pipeline.name !== late.pipeline) return undefined;
  const period = late.periodMinutes * MINUTE;
  const overdue = late.overdueMinutes * MINUTE;
  // The day whose window (start - overdue - period, start + endsAfter] the run is due in, if it is in any.
  const day = Math.ceil((dueAt - startedAt - late.endsAfter) / DAY);
  if (day < 0) return undefined;
  const start = startedAt + day * DAY;
  if (dueAt <= start - overdue - period) return undefined;
  const endAt = start + late.endsAfter;
  if (dueAt <= start - overdue) return { startAt: dueAt + 20_000, endAt };
  const place = Math.floor((dueAt - (start - overdue)) / period);
  return {
    startAt: Math.max(dueAt, endAt) + place * late.gapMinutes * MINUTE + 40_000,
  };
}

/** How much longer a run takes because of a release. @internal */
export function slowdown(
  pipeline: NorthstarPipeline,
  dueAt: number,
  startedAt: number,
): number {
  const { regression } = STORIES;
  return pipeline.name === regression.pipeline &&
    dueAt >= startedAt + regression.releasedAt
    ? regression.factor
    : 1;
}

/** From when on a pipeline is paused; undefined if it isn't. @internal */
export function pausedSince(
  pipeline: NorthstarPipeline,
  startedAt: number,
): number | undefined {
  const { paused } = STORIES;
  return pipeline.name === paused.pipeline
    ? startedAt + paused.since
    : undefined;
}

/** Whether a pipeline belongs to the team that is burning its budget, at that time. @internal */
export function isBurning(
  pipeline: NorthstarPipeline,
  dueAt: number,
  startedAt: number,
): boolean {
  const { domain, since } = STORIES.burning;
  return pipeline.domain === domain && dueAt >= startedAt + since;
}
