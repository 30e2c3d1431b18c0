import type { Knex } from 'knex';
import { slices } from '../database/slices';

/** The timeslices of one hour of one pipeline. @internal */
export type SloHour = {
  sloId: number;
  pipelineId: number;
  /** Its start, ISO 8601 in UTC. */
  hour: string;
  localDate: string;
  sliceSeconds: number;
  /** A letter a slice, as `foldHour` makes them. */
  letters: string;
  final: boolean;
};

type Member = { sloId: number; pipelineId: number };

/** Hours of timeslices. @internal */
export class HourStore {
  /** Inserts or replaces by (SLO, pipeline, hour). */
  async put(hours: SloHour[], tx: Knex): Promise<void> {
    for await (const slice of slices(hours)) {
      await tx('slo_hours')
        .insert(
          slice.map(hour => ({
            slo_id: hour.sloId,
            pipeline_id: hour.pipelineId,
            hour: hour.hour,
            local_date: hour.localDate,
            slice_seconds: hour.sliceSeconds,
            letters: hour.letters,
            final: hour.final,
          })),
        )
        .onConflict(['slo_id', 'pipeline_id', 'hour'])
        .merge();
    }
  }

  /** The oldest hour of a pipeline that time may still change. */
  async oldestOpen(member: Member, tx: Knex): Promise<string | undefined> {
    const row = await tx('slo_hours')
      .where({ slo_id: member.sloId, pipeline_id: member.pipelineId })
      .whereRaw('final = false')
      .orderBy('hour')
      .first('hour');
    return row?.hour;
  }

  /** The hours of these local dates, by pipeline and time. */
  async ofDates(sloId: number, dates: string[], tx: Knex): Promise<SloHour[]> {
    const hours: SloHour[] = [];
    for await (const slice of slices(dates)) {
      const rows = await tx('slo_hours')
        .where({ slo_id: sloId })
        .whereIn('local_date', slice)
        .orderBy(['pipeline_id', 'hour']);
      hours.push(...rows.map(toHour));
    }
    return hours;
  }

  /** Deletes the hours of an SLO before a time; what they add up to by day stays. @returns how many */
  async deleteOld(sloId: number, before: string, tx: Knex): Promise<number> {
    return tx('slo_hours')
      .where({ slo_id: sloId })
      .where('hour', '<', before)
      .delete();
  }

  /** The hours of an SLO from a time on, by time. */
  async since(sloId: number, from: string, tx: Knex): Promise<SloHour[]> {
    const rows = await tx('slo_hours')
      .where({ slo_id: sloId })
      .where('hour', '>=', from)
      .orderBy(['hour', 'pipeline_id']);
    return rows.map(toHour);
  }
}

function toHour(row: Record<string, any>): SloHour {
  return {
    sloId: row.slo_id,
    pipelineId: row.pipeline_id,
    hour: row.hour,
    localDate: row.local_date,
    sliceSeconds: row.slice_seconds,
    letters: row.letters,
    final: Boolean(row.final),
  };
}
