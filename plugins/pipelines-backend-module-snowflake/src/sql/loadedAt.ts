import { z } from 'zod';
import type { Statement } from '../client/Statement';
import { quoted, quotedTable, type TableName } from '../tables/identifiers';
import { certainInstant, instant, integer } from './values';

/** When the newest row of a table was loaded. @internal */
export type LoadedAt = z.output<typeof row>;

const row = z.object({
  /** The place of the table in the list. */
  ID: integer,
  /** Null where the table is empty, or no row has a value. */
  LOADED: instant,
  NOW: certainInstant,
});

/** A table with the column that says when a row was loaded, as Snowflake stores it. @internal */
export type LoadedTable = { table: TableName; loadedAtColumn: string };

/**
 * The newest loaded-at of many tables, in one statement. Snowflake answers `max` of a column from what it keeps of each partition, without
 * reading rows. The column may be a timestamp of any kind, a date, or seconds since 1970.
 *
 * @param options - `timezone`: of timestamps without one; they become instants by the zone of the session
 * @internal
 */
export function selectLoadedAt(options: {
  tables: LoadedTable[];
  timezone: string;
}): Statement<LoadedAt> {
  const { tables, timezone } = options;
  const arms = tables.map(
    ({ loadedAtColumn, table }) =>
      `select ? as "ID", date_part(epoch_millisecond, max(${quoted(
        loadedAtColumn,
      )})::timestamp_ltz) as "LOADED", date_part(epoch_millisecond, current_timestamp()) as "NOW" from ${quotedTable(
        table,
      )}`,
  );
  return {
    reads: `when ${tables.length} tables were loaded`,
    sqlText: arms.join('\nunion all\n'),
    binds: tables.map((_, index) => index),
    timezone,
    row,
  };
}
