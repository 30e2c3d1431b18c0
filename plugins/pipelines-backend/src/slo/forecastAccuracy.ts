import type { Knex } from 'knex';
import { type ForecastScore, scoreForecasts, willMiss } from './forecast';

/** More wrong ones than this aren't listed. */
const LISTED = 50;

/** A forecast that didn't come true. @internal */
export type WrongForecast = {
  sloId: number;
  pipelineId: number;
  dueAt: string;
  /** Nine of ten comparable runs were done by then. */
  latestAt: string;
  arrivedAt: string | null;
  missed: boolean;
};

/** How good the forecasts of a period were. @internal */
export type DayOfForecasts = ForecastScore & {
  /** At most 50, by when they were due. */
  wrong: WrongForecast[];
};

/**
 * Holds the forecasts of all that was due in [from, to) against what came of it.
 *
 * @param period - ISO 8601 in UTC
 * @internal
 */
export async function forecastAccuracy(
  database: Knex,
  period: { from: string; to: string },
): Promise<DayOfForecasts> {
  const rows: Array<Record<string, any>> = await database('slo_forecasts as f')
    .join('slo_verdicts as v', join =>
      join
        .on('v.slo_id', 'f.slo_id')
        .andOn('v.pipeline_id', 'f.pipeline_id')
        .andOn('v.occurrence', 'f.occurrence'),
    )
    .where('f.due_at', '>=', period.from)
    .where('f.due_at', '<', period.to)
    .orderBy(['f.due_at', 'f.slo_id', 'f.pipeline_id'])
    .select(
      'f.slo_id',
      'f.pipeline_id',
      'f.due_at',
      'f.p90_at',
      'v.raw_state',
      'v.arrived_at',
    );
  const kept = rows.map(row => {
    const missed = ['LATE', 'MISSING'].includes(row.raw_state);
    return {
      sloId: row.slo_id as number,
      pipelineId: row.pipeline_id as number,
      dueAt: row.due_at as string,
      p90At: row.p90_at as string,
      outcome:
        missed || row.raw_state === 'GOOD'
          ? { missed, arrivedAt: row.arrived_at as string | null }
          : undefined,
    };
  });
  const wrong = kept.flatMap(({ outcome, p90At, ...forecast }) =>
    outcome && willMiss({ p90At }, forecast.dueAt) !== outcome.missed
      ? { ...forecast, latestAt: p90At, ...outcome }
      : [],
  );
  return { ...scoreForecasts(kept), wrong: wrong.slice(0, LISTED) };
}
