import type { Knex } from 'knex';
import { slices } from '../database/slices';
import type { Tally } from './tally';

/** The counts of one local day of an SLO. @internal */
export type DayToPut = { date: string; tally: Tally; rawBad: number };

/** Replaces what days of an SLO add up to. @internal */
export async function putDays(
  sloId: number,
  days: DayToPut[],
  tx: Knex,
): Promise<void> {
  for await (const slice of slices(days)) {
    await tx('slo_days')
      .insert(
        slice.map(({ date, rawBad, tally }) => ({
          slo_id: sloId,
          local_date: date,
          good: tally.good,
          bad: tally.bad,
          raw_bad: rawBad,
          unknown: tally.unknown,
          excluded: tally.excluded,
          pending: tally.pending,
          idle: tally.idle,
          rescued: tally.rescued,
        })),
      )
      .onConflict(['slo_id', 'local_date'])
      .merge();
  }
}
