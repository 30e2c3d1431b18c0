import { z } from 'zod';

/*
 * What we read from Airflow's bodies, of both versions: everything that may be missing or null is optional here, so that
 * one strange field costs that field and not the sweep. Fields that we don't read are not looked at.
 */

const optional = <T extends z.ZodType>(type: T) =>
  type
    .nullish()
    .transform(value => value ?? undefined)
    .catch(undefined);

const text = optional(z.string());
const number = optional(z.number());

/** A DAG run. `execution_date` is what 2.x called the logical date at first. @internal */
export const dagRunBody = z.object({
  dag_id: z.string().min(1),
  dag_run_id: z.string().min(1),
  state: text,
  run_type: text,
  logical_date: text,
  execution_date: text,
  data_interval_start: text,
  data_interval_end: text,
  run_after: text,
  queued_at: text,
  start_date: text,
  end_date: text,
  note: text,
  bundle_version: text,
  dag_versions: optional(z.array(z.object({ version_number: number }))),
});

/** @internal */
export type DagRunBody = z.output<typeof dagRunBody>;

/** A DAG. @internal */
export const dagBody = z.object({
  dag_id: z.string().min(1),
  dag_display_name: text,
  description: text,
  is_paused: optional(z.boolean()),
  tags: optional(z.array(z.object({ name: z.string() }))),
  owners: optional(z.array(z.string())),
  timetable_summary: text,
  timetable_description: text,
  schedule_interval: optional(
    z.object({
      __type: text,
      value: text,
      days: number,
      seconds: number,
      months: number,
      years: number,
      hours: number,
      minutes: number,
    }),
  ),
  next_dagrun_create_after: text,
  next_dagrun_run_after: text,
  fileloc: text,
  relative_fileloc: text,
  bundle_name: text,
  /** The version that a run which is made now would get: the last one that the DAG was read from. */
  bundle_version: text,
  has_import_errors: optional(z.boolean()),
});

/** @internal */
export type DagBody = z.output<typeof dagBody>;

/** What only the details of a DAG tell. @internal */
export const dagDetailsBody = z.object({ timezone: text });

/** A file that can't be imported. @internal */
export const importErrorBody = z.object({
  filename: z.string(),
  bundle_name: text,
  stack_trace: text,
  timestamp: text,
});

/** @internal */
export type ImportErrorBody = z.output<typeof importErrorBody>;

/** @internal */
export const dagWarningBody = z.object({
  dag_id: z.string(),
  warning_type: text,
  message: text,
  timestamp: text,
});

/** @internal */
export type DagWarningBody = z.output<typeof dagWarningBody>;

/** A dataset (2.x) or asset (3.x), with the DAGs that it starts under either name. @internal */
export const datasetBody = z.object({
  uri: text,
  name: text,
  consuming_dags: optional(z.array(z.object({ dag_id: z.string() }))),
  scheduled_dags: optional(z.array(z.object({ dag_id: z.string() }))),
});

const component = z.object({
  status: text,
  latest_scheduler_heartbeat: text,
  latest_triggerer_heartbeat: text,
  latest_dag_processor_heartbeat: text,
});

/** Health by component; one that isn't used has no status. @internal */
export const healthBody = z.record(z.string(), component.catch({} as never));

/** @internal */
export type HealthBody = Record<string, Partial<z.output<typeof component>>>;

/** A task instance. @internal */
export const taskBody = z.object({
  task_id: z.string(),
  map_index: number,
  state: text,
  try_number: number,
  operator: text,
  start_date: text,
  end_date: text,
  duration: number,
});

/** @internal */
export type TaskBody = z.output<typeof taskBody>;

/** A task instance in a list over many runs. @internal */
export const taskInstanceBody = taskBody.extend({
  dag_id: z.string().min(1),
  dag_run_id: z.string().min(1),
});

/** @internal */
export type TaskInstanceBody = z.output<typeof taskInstanceBody>;

/**
 * The rows that have the form we need, and how many don't.
 *
 * @internal
 */
export function readRows<T extends z.ZodType>(
  schema: T,
  rows: unknown[],
): { good: z.output<T>[]; bad: number } {
  const parsed = rows.map(row => schema.safeParse(row));
  const good = parsed.flatMap(({ success, data }) => (success ? [data] : []));
  return { good: good as z.output<T>[], bad: rows.length - good.length };
}
