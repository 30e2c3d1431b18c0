import type { Knex } from 'knex';
import { slices } from '../database/slices';
import type { StatusChange } from './lagRecords';
import type { PastHour } from './pastLag';

/** Hours carry their minutes: so many in one statement. */
const HOURS_AT_ONCE = 100;

/** Writes what is known of the time before the first sweep. @internal */
export class PastLagStore {
  /** What is stored already stays as it is. */
  async put(
    which: { sourceId: string; externalPipelineId: number },
    past: { hours: PastHour[]; changes: StatusChange[] },
    tx: Knex,
  ): Promise<void> {
    const own = {
      source_id: which.sourceId,
      external_pipeline_id: which.externalPipelineId,
    };
    for await (const slice of slices(past.hours, HOURS_AT_ONCE)) {
      await tx('lag_hours')
        .insert(
          slice.map(hour => ({
            ...own,
            hour: hour.hour,
            lag: hour.lag,
            seconds: hour.seconds,
            in_per_second: hour.inPerSecond,
            out_per_second: hour.outPerSecond,
            status_rank: hour.statusRank,
            minutes_read: hour.minutesRead,
            minutes_at_rest: hour.minutesAtRest,
            minutes: hour.minutes,
          })),
        )
        .onConflict(['external_pipeline_id', 'source_id', 'hour'])
        .ignore();
    }
    for await (const slice of slices(past.changes)) {
      await tx('lag_status_changes')
        .insert(slice.map(change => ({ ...own, ...change })))
        .onConflict(['external_pipeline_id', 'source_id', 'at'])
        .ignore();
    }
  }
}
