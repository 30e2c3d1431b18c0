import type { Knex } from 'knex';
import type { KeptForecast } from './forecast';

/** What was foretold of an occurrence. @internal */
export type ForecastToPut = {
  sloId: number;
  pipelineId: number;
  occurrence: string;
  dueAt: string;
  madeAt: string;
  p50At: string;
  p90At: string;
  /** How many comparable runs it rests on. */
  runs: number;
};

/** Forecasts, each kept as it was first made. @internal */
export class ForecastStore {
  async put(forecasts: ForecastToPut[], tx: Knex): Promise<void> {
    if (forecasts.length === 0) return;
    await tx('slo_forecasts')
      .insert(
        forecasts.map(forecast => ({
          slo_id: forecast.sloId,
          pipeline_id: forecast.pipelineId,
          occurrence: forecast.occurrence,
          due_at: forecast.dueAt,
          made_at: forecast.madeAt,
          p50_at: forecast.p50At,
          p90_at: forecast.p90At,
          runs: forecast.runs,
        })),
      )
      .onConflict(['slo_id', 'pipeline_id', 'occurrence'])
      .ignore();
  }

  /** Deletes the forecasts of an SLO of what was due before a time. @returns how many */
  async deleteOld(sloId: number, before: string, tx: Knex): Promise<number> {
    return tx('slo_forecasts')
      .where({ slo_id: sloId })
      .where('due_at', '<', before)
      .delete();
  }

  /** The forecasts of what was due in [from, to), with what came of them. */
  async kept(
    sloId: number,
    period: { from: string; to: string },
    tx: Knex,
  ): Promise<KeptForecast[]> {
    const rows = await tx('slo_forecasts as f')
      .join('slo_verdicts as v', join =>
        join
          .on('v.slo_id', 'f.slo_id')
          .andOn('v.pipeline_id', 'f.pipeline_id')
          .andOn('v.occurrence', 'f.occurrence'),
      )
      .where('f.slo_id', sloId)
      .where('f.due_at', '>=', period.from)
      .where('f.due_at', '<', period.to)
      .orderBy('f.due_at')
      .select('f.due_at', 'f.p90_at', 'v.raw_state', 'v.arrived_at');
    return rows.map((row: Record<string, any>) => {
      const missed = ['LATE', 'MISSING'].includes(row.raw_state);
      return {
        dueAt: row.due_at,
        p90At: row.p90_at,
        outcome:
          missed || row.raw_state === 'GOOD'
            ? { missed, arrivedAt: row.arrived_at }
            : undefined,
      };
    });
  }
}
