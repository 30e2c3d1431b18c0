import { z } from 'zod';
import type { Statement } from '../client/Statement';
import { quoted, written } from '../tables/identifiers';
import { certainInstant, instant, integer } from './values';

/** A table or view as Snowflake lists it. @internal */
export type ListedTable = z.output<typeof row>;

const row = z.object({
  SCHEMA: z.string(),
  TABLE: z.string(),
  /** `BASE TABLE`, `VIEW`, `MATERIALIZED VIEW`, `EXTERNAL TABLE` … */
  TYPE: z.string(),
  ROWS: integer,
  CREATED: instant,
  ALTERED: instant,
  /** By the clock of Snowflake. */
  NOW: certainInstant,
  VERSION: z.string(),
});

/**
 * All tables of some schemas of a database, in one statement, with when each last changed. INFORMATION_SCHEMA has no delay;
 * ACCOUNT_USAGE is 45 minutes to 3 hours late.
 *
 * @param options - `schemas` and `tables`: names to narrow it to, as Snowflake stores them; undefined for all
 * @internal
 */
export function selectTables(options: {
  database: string;
  schemas: string[] | undefined;
  tables: string[] | undefined;
  /** So many rows are wanted; one more is read, to know whether there are more. */
  maxRows: number;
}): Statement<ListedTable> {
  const { database, maxRows, schemas, tables } = options;
  const conditions = [
    schemas
      ? `table_schema in (${marks(schemas)})`
      : `table_schema <> 'INFORMATION_SCHEMA'`,
    ...(tables ? [`table_name in (${marks(tables)})`] : []),
  ];
  return {
    reads: `the tables of ${written(database)}`,
    sqlText: `select
  table_schema as "SCHEMA",
  table_name as "TABLE",
  table_type as "TYPE",
  row_count as "ROWS",
  date_part(epoch_millisecond, created) as "CREATED",
  date_part(epoch_millisecond, last_altered) as "ALTERED",
  date_part(epoch_millisecond, current_timestamp()) as "NOW",
  current_version() as "VERSION"
from ${quoted(database)}.information_schema.tables
where ${conditions.join(' and ')}
order by table_schema, table_name
limit ${Math.trunc(maxRows) + 1}`,
    binds: [...(schemas ?? []), ...(tables ?? [])],
    row,
  };
}

function marks(values: unknown[]): string {
  return values.map(() => '?').join(', ');
}
