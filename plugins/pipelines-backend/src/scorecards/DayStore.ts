import type { Knex } from 'knex';
import { slices } from '../database/slices';
import type { DayCount } from './StandingReads';

/** Where pipelines stood at the end of each day. @internal */
export interface DayStore {
  /** Counts where they stand now, in place of what was counted for the date before. */
  count(date: string, tx: Knex.Transaction): Promise<void>;
  /** Adds days that are over. */
  add(
    days: ReadonlyArray<DayCount & { scorecardId: string }>,
    tx: Knex,
  ): Promise<void>;
  /** The scorecards of which a day before a date is known. */
  knownBefore(date: string, db: Knex): Promise<string[]>;
  /** Forgets days before a date. */
  trim(before: string, db: Knex): Promise<void>;
}

/** {@link DayStore} on SQLite and PostgreSQL. @internal */
export class DatabaseDayStore implements DayStore {
  async count(date: string, tx: Knex.Transaction): Promise<void> {
    const rows: Array<Record<string, any>> = await tx('scorecard_results')
      .groupBy('scorecard_id', 'owner', 'level')
      .select('scorecard_id', 'owner', 'level')
      .count({ count: '*' });
    await tx('scorecard_days').where({ date }).delete();
    await this.add(
      rows.map(row => ({
        scorecardId: row.scorecard_id,
        date,
        owner: row.owner,
        level: row.level ?? '',
        pipelines: Number(row.count),
      })),
      tx,
    );
  }

  async add(
    days: ReadonlyArray<DayCount & { scorecardId: string }>,
    tx: Knex,
  ): Promise<void> {
    for await (const slice of slices(days)) {
      await tx('scorecard_days')
        .insert(
          slice.map(({ date, level, owner, pipelines, scorecardId }) => ({
            scorecard_id: scorecardId,
            date,
            owner,
            level,
            pipelines,
          })),
        )
        .onConflict(['scorecard_id', 'date', 'owner', 'level'])
        .merge();
    }
  }

  async knownBefore(date: string, db: Knex): Promise<string[]> {
    return db('scorecard_days')
      .where('date', '<', date)
      .distinct('scorecard_id')
      .pluck('scorecard_id');
  }

  async trim(before: string, db: Knex): Promise<void> {
    await db('scorecard_days').where('date', '<', before).delete();
  }
}
