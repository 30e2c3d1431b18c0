import { z } from 'zod';
import type { Statement } from '../client/Statement';
import { quoted, written } from '../tables/identifiers';
import { certainInstant } from './values';

/** The last run of a task that ended. @internal */
export type TaskRun = z.output<typeof row>;

const row = z.object({
  DATABASE: z.string(),
  SCHEMA: z.string(),
  TASK: z.string(),
  /** `SUCCEEDED`, `FAILED`, `FAILED_AND_AUTO_SUSPENDED`, `CANCELLED`, `SKIPPED`. */
  STATE: z.string(),
  ERROR: z.union([z.string(), z.number()]).transform(String).nullable(),
  QUERY: z.string().nullable(),
  COMPLETED: certainInstant,
});

/**
 * The last run of each task within a day, without delay (https://docs.snowflake.com/en/sql-reference/functions/task_history). It needs the
 * privilege MONITOR EXECUTION on the account, or ownership or MONITOR of the tasks: others are left out without a word. Messages of errors
 * are not read, since they may quote data.
 *
 * @internal
 */
export function selectTaskHistory(options: {
  database: string;
}): Statement<TaskRun> {
  const { database } = options;
  return {
    reads: `the tasks of ${written(database)}`,
    sqlText: `select
  database_name as "DATABASE",
  schema_name as "SCHEMA",
  name as "TASK",
  state as "STATE",
  error_code as "ERROR",
  query_id as "QUERY",
  date_part(epoch_millisecond, completed_time) as "COMPLETED"
from table(${quoted(
      database,
    )}.information_schema.task_history(scheduled_time_range_start => dateadd(day, -1, current_timestamp()), result_limit => 10000))
where completed_time is not null and database_name = ?
qualify row_number() over (partition by database_name, schema_name, name order by completed_time desc) = 1`,
    binds: [database],
    row,
  };
}
