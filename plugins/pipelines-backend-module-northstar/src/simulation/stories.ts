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
    /** Reads what it writes, and so doesn't start before it is done. Due so long after it, and as often. */
    waits: { pipeline: 'customer_dimensions', minutesAfter: 70 },
  },
  /**
   * Two nights ago the snapshot of the stock waited for a lock, and all that reads it came too late: each starts so many minutes after
   * the snapshot was due. `dueAfter` is how long after the snapshot it is due itself.
   */
  lateMorning: {
    from: -60 * HOUR,
    to: -36 * HOUR,
    doneAfterMinutes: 190,
    pipelines: [
      { name: 'inventory_snapshot', dueAfter: 0, startsAfter: 0 },
      { name: 'replenishment_plan', dueAfter: 30, startsAfter: 192 },
      { name: 'replenishment_orders', dueAfter: 70, startsAfter: 214 },
    ],
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
  /** A group that rebalances again and again around the start, hardly reads meanwhile, and so burns its budget. */
  rebalance: {
    pipeline: 'stock_movements',
    from: -25 * MINUTE,
    to: 20 * MINUTE,
    everyMinutes: 11,
    catchesUpWithin: MINUTE,
  },
  /**
   * Reads a little slower than its topic is written, until a scale-out lets it catch up: a warning, though it keeps its promise. Once in
   * `every`, and in the middle of it at the first start.
   */
  fallsBehind: {
    pipeline: 'clickstream_ingest',
    every: 3 * HOUR,
    catchesUpWithin: 10 * MINUTE,
    fromSeconds: 20,
    toSeconds: 165,
  },
  /** Commits what it has read before it is stored, crashes on it, and goes back: since then, and every so often. */
  rewinds: {
    pipeline: 'return_requests_sink',
    since: -50 * MINUTE,
    every: 2 * MINUTE,
    bySeconds: 50,
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
  if (pipeline.name === late.waits.pipeline) {
    return waits(dueAt, startedAt);
  }
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

/** When a run that reads what the hanging one writes starts: after it, those that were due first first. */
function waits(
  dueAt: number,
  startedAt: number,
): { startAt: number } | undefined {
  const { late } = STORIES;
  const period = late.periodMinutes * MINUTE;
  // The first that is due after the hanging run, which is due in (start - overdue - period, start - overdue].
  const first =
    -(late.overdueMinutes + late.periodMinutes - late.waits.minutesAfter) *
    MINUTE;
  const day = Math.ceil((dueAt - startedAt - late.endsAfter) / DAY);
  if (day < 0) return undefined;
  const start = startedAt + day * DAY;
  if (dueAt <= start + first) return undefined;
  const place = Math.floor((dueAt - start - first) / period);
  return {
    startAt: start + late.endsAfter + place * late.gapMinutes * MINUTE + 90_000,
  };
}

/**
 * When a run of the morning on which the stock came too late starts and ends; undefined for runs that it doesn't concern.
 *
 * @returns `startAt` and, for what held up the others, `endAt`
 * @internal
 */
export function heldUp(
  pipeline: NorthstarPipeline,
  dueAt: number,
  startedAt: number,
): { startAt: number; endAt?: number } | undefined {
  const { doneAfterMinutes, from, pipelines, to } = STORIES.lateMorning;
  const place = pipelines.find(({ name }) => name === pipeline.name);
  if (!place) return undefined;
  const firstDue = dueAt - place.dueAfter * MINUTE;
  if (firstDue <= startedAt + from || firstDue > startedAt + to) {
    return undefined;
  }
  return place.startsAfter === 0
    ? { startAt: dueAt + 20_000, endAt: dueAt + doneAfterMinutes * MINUTE }
    : { startAt: firstDue + place.startsAfter * MINUTE };
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
