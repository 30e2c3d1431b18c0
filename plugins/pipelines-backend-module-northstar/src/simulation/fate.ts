import type { BadTime } from '../deployment/Deployments';
import type { NorthstarPipeline } from '../fleet';
import { draws, normal } from './draws';
import {
  failedLastNight,
  hangs,
  heldUp,
  isBurning,
  slowdown,
  STORIES,
} from './stories';
import { HOUR, isMonthEnd, MINUTE, SECOND } from './time';

/** What happens to a scheduled run. Instants in milliseconds since 1970. @internal */
export type Fate = {
  startAt: number;
  endAt: number;
  outcome: 'success' | 'failed';
  endNote?: string;
  /** When somebody reruns it by hand, and how long that takes in milliseconds. */
  rerun?: { dueAt: number; duration: number };
};

/** How likely a run fails where nothing special is going on, and how its size compares with production. */
const ENVIRONMENTS: Record<string, { failureRate: number; size: number }> = {
  dev: { failureRate: 0.06, size: 0.25 },
  staging: { failureRate: 0.012, size: 0.5 },
  prod: { failureRate: 0.000_3, size: 1 },
};

/** How many of the nights one daily pipeline of the fleet fails in. */
const BAD_NIGHT_RATE = 0.35;
const DAILY_PIPELINES = 60;

const CAUSES: Record<NorthstarPipeline['type'], string[]> = {
  'airflow-dag': [
    'extract failed: connection timed out after 30 s (simulated)',
    'check_counts failed: 3 rows fewer than at the source (simulated)',
    'load failed: warehouse COMPUTE_WH was suspended by its quota (simulated)',
  ],
  'dbt-selection': [
    'Failure in test not_null: got 12 results, configured to fail if != 0 (simulated)',
    'Database error: statement reached its timeout of 900 s (simulated)',
    'Failure in test relationships: got 4 results, configured to fail if != 0 (simulated)',
  ],
  'spark-job': [
    'Job aborted due to stage failure: ExecutorLostFailure, container killed for exceeding memory limits (simulated)',
    'Job aborted due to stage failure: FileNotFoundException, an input file was replaced while it was read (simulated)',
  ],
  'kafka-consumer': ['Exit code 137 (simulated)'],
};

function failureRate(
  pipeline: NorthstarPipeline,
  environment: string,
  dueAt: number,
  startedAt: number,
): number {
  const base = ENVIRONMENTS[environment].failureRate;
  if (environment !== 'prod') return base;
  if (isBurning(pipeline, dueAt, startedAt)) return STORIES.burning.failureRate;
  const daily = /^\d+ \d+ \* \* /.test(pipeline.schedule?.cron ?? '');
  const nights = daily ? BAD_NIGHT_RATE / DAILY_PIPELINES : 0;
  return (base + nights) * (pipeline.lifecycle === 'legacy' ? 2 : 1);
}

/**
 * What a run says that fails because of the release that it runs.
 *
 * @internal
 */
export const regressionNote = (version: string) =>
  `KeyError: 'net_amount', new in ${version} (simulated)`;

/**
 * What happens to the run of a pipeline that is due at `dueAt`. Depends on nothing but its arguments: history and the
 * live fleet are the same function, asked about different moments.
 *
 * @param options - `startedAt` is when the demo was first started, which the stories are told from; `badTimes` is when runs that start
 *   fail because of what was deployed
 * @internal
 */
export function fateOf(options: {
  seed: string;
  pipeline: NorthstarPipeline;
  environment: string;
  dueAt: number;
  /** How long before `dueAt` its data interval began. */
  interval: number;
  startedAt: number;
  badTimes?: BadTime[];
}): Fate {
  const { seed, pipeline, environment, dueAt, interval, startedAt } = options;
  const [luck, first, second, wait, mend, cause, share] = draws(
    seed,
    environment,
    pipeline.name,
    dueAt,
  );
  const isProd = environment === 'prod';
  const hanging = isProd
    ? hangs(pipeline, dueAt, startedAt) ?? heldUp(pipeline, dueAt, startedAt)
    : undefined;

  const zone = pipeline.schedule?.timezone ?? 'UTC';
  const busy =
    isProd && pipeline.domain === 'finance' && isMonthEnd(dueAt, zone);
  const full = Math.round(
    pipeline.minutes *
      MINUTE *
      ENVIRONMENTS[environment].size *
      Math.exp(0.13 * normal(first, second)) *
      (busy ? 1.5 + 0.4 * share : 1) *
      (isProd ? slowdown(pipeline, dueAt, startedAt) : 1),
  );
  const delay = Math.round(
    (2 + 25 * wait ** 2 + (busy ? 60 * wait : 0)) * SECOND,
  );
  const startAt = hanging?.startAt ?? dueAt + delay;

  const isLastNight = isProd && failedLastNight(pipeline, dueAt, startedAt);
  const bad = options.badTimes?.find(
    ({ from, until }) => startAt >= from && startAt < until,
  );
  const fails =
    !hanging &&
    (bad !== undefined ||
      isLastNight ||
      luck < failureRate(pipeline, environment, dueAt, startedAt));
  if (!fails) {
    return {
      startAt,
      endAt: hanging?.endAt ?? startAt + full,
      outcome: 'success',
    };
  }

  const endAt = startAt + Math.round(full * (0.2 + 0.75 * share));
  const causes = CAUSES[pipeline.type];
  // An hourly run isn't rerun by hand: the next one comes anyway.
  const isRerun =
    isProd && !bad && !isLastNight && interval >= 2 * HOUR && mend < 0.6;
  return {
    startAt,
    endAt,
    outcome: 'failed',
    endNote: bad
      ? regressionNote(bad.version)
      : causes[Math.floor(cause * causes.length)],
    ...(isRerun && {
      rerun: {
        dueAt: endAt + Math.round((15 + 240 * mend) * MINUTE),
        duration: full,
      },
    }),
  };
}

/** No run, with its queue and its rerun, ends later than this after it was due. @internal */
export const LONGEST_RUN = 10 * HOUR;
