import type { Knex } from 'knex';

/**
 * What time it is. What expires is decided by one clock for all replicas, that of the database, and at the moment of use.
 *
 * @internal
 */
export interface Clock {
  /** @returns ISO 8601 in UTC, 24 characters */
  now(tx: Knex): Promise<string>;
}

/** The clock of the database. Within a transaction it goes on: it is not the time at which the transaction began. @internal */
export const databaseClock: Clock = {
  async now(tx) {
    const isPostgres = tx.client.config.client === 'pg';
    const [row] = await tx.select({
      now: tx.raw(
        isPostgres
          ? `to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
          : `strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`,
      ),
    });
    return row.now;
  },
};
