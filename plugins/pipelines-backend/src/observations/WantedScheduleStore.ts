import type { Knex } from 'knex';
import { slices } from '../database/slices';

/** A pipeline whose schedule somebody needs. @internal */
export type ScheduleWish = { externalPipelineId: number; environment: string };

/** Pipelines of which it matters when they are expected to run. @internal */
export class WantedScheduleStore {
  /** Makes these the only ones. */
  async set(wishes: ScheduleWish[], tx: Knex): Promise<void> {
    const rows = await tx('wanted_schedules');
    const known = new Map(rows.map(row => [keyOf(toWish(row)), toWish(row)]));
    const wanted = new Map(wishes.map(wish => [keyOf(wish), wish]));
    const gone = [...known].filter(([key]) => !wanted.has(key));
    const added = [...wanted].filter(([key]) => !known.has(key));
    for await (const slice of slices(gone)) {
      await tx('wanted_schedules')
        .whereIn(
          ['external_pipeline_id', 'environment'],
          slice.map(([, wish]) => [wish.externalPipelineId, wish.environment]),
        )
        .delete();
    }
    for await (const slice of slices(added)) {
      await tx('wanted_schedules')
        .insert(
          slice.map(([, wish]) => ({
            external_pipeline_id: wish.externalPipelineId,
            environment: wish.environment,
          })),
        )
        .onConflict(['external_pipeline_id', 'environment'])
        .ignore();
    }
  }

  /** Those that a source lists, by what it calls them. */
  async of(sourceId: string, tx: Knex): Promise<string[]> {
    return tx('wanted_schedules as w')
      .join('source_pipelines as s', join =>
        join
          .on('s.external_pipeline_id', 'w.external_pipeline_id')
          .andOn('s.environment', 'w.environment'),
      )
      .join('external_pipelines as e', 'e.id', 'w.external_pipeline_id')
      .where('s.source_id', sourceId)
      .whereNull('s.gone_at')
      .orderBy('e.external_id')
      .pluck('e.external_id');
  }
}

function keyOf(wish: ScheduleWish): string {
  return `${wish.externalPipelineId} ${wish.environment}`;
}

function toWish(row: Record<string, any>): ScheduleWish {
  return {
    externalPipelineId: row.external_pipeline_id,
    environment: row.environment,
  };
}
