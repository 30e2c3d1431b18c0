import { z } from 'zod';
import type { Statement } from '../client/Statement';
import { quoted, quotedTable, type TableName } from '../tables/identifiers';
import { certainInstant, integer } from './values';

/** How many rows were loaded into a table in an hour. @internal */
export type LoadedRows = z.output<typeof row>;

const row = z.object({
  /** The place of the table in the list. */
  ID: integer,
  HOUR: certainInstant,
  ROWS: integer,
});

/**
 * Rows that COPY INTO and Snowpipe loaded, by hour (UTC), of many tables in one statement. COPY_HISTORY has no delay and reaches back 14
 * days (https://docs.snowflake.com/en/sql-reference/functions/copy_history). What INSERT and MERGE wrote isn't in it.
 *
 * @param options - `from`, `to`: whole hours
 * @internal
 */
export function selectCopyHistory(options: {
  tables: TableName[];
  from: Date;
  to: Date;
}): Statement<LoadedRows> {
  const { from, tables, to } = options;
  const arms = tables.map(
    table => `select ? as "ID",
  date_part(epoch_millisecond, date_trunc('hour', last_load_time)) as "HOUR",
  sum(row_count) as "ROWS"
from table(${quoted(
      table.database,
    )}.information_schema.copy_history(table_name => ?, start_time => ?::timestamp_ltz, end_time => ?::timestamp_ltz))
where status in ('Loaded', 'Partially loaded')
group by date_trunc('hour', last_load_time)`,
  );
  return {
    reads: `the loads of ${tables.length} tables`,
    sqlText: arms.join('\nunion all\n'),
    binds: tables.flatMap((table, index) => [
      index,
      quotedTable(table),
      from.toISOString(),
      to.toISOString(),
    ]),
    row,
  };
}
