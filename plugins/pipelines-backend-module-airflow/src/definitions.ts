import type { PipelineDefinition } from '@sluice/plugin-pipelines-node';
import { Duration } from 'luxon';
import { dagBody, type DagBody } from './bodies';
import { instant } from './runs';
import { dagUrl } from './url';

/** How 2.x and 3.x summarise a schedule that is no time but data. */
const DATA_SUMMARIES = new Set(['Dataset', 'Asset']);
const NEVER_SUMMARIES = new Set(['None', 'null']);

/**
 * A DAG of either version as a definition.
 *
 * @param context - `datasets`: by dag_id, the datasets that start it
 * @returns undefined for a row without a dag_id
 * @internal
 */
export function readDefinition(
  row: unknown,
  context: {
    uiUrl: string;
    major: 2 | 3;
    datasets: ReadonlyMap<string, string[]>;
    /** The zone of a DAG, where it is known. */
    zoneOf?: (dagId: string) => string | undefined;
  },
): PipelineDefinition | undefined {
  const { data } = dagBody.safeParse(row);
  if (!data) return undefined;
  const paused = data.is_paused ?? false;
  return {
    externalId: data.dag_id,
    type: 'airflow-dag',
    title:
      data.dag_display_name && data.dag_display_name !== data.dag_id
        ? data.dag_display_name
        : undefined,
    description: data.description || undefined,
    tags: data.tags?.map(tag => tag.name).sort(),
    owners: data.owners && [...data.owners].sort(),
    schedule: readSchedule(data, context.datasets.get(data.dag_id) ?? []),
    timezone: context.zoneOf?.(data.dag_id),
    // Airflow goes on to say when a paused DAG would run next; it won't.
    nextRunAt: paused
      ? undefined
      : instant(data.next_dagrun_run_after ?? data.next_dagrun_create_after),
    paused,
    url: dagUrl(context, data.dag_id),
  };
}

/** The cron expression where there is one, else Airflow's words for the timetable; undefined if it never runs by itself. */
function readSchedule(dag: DagBody, datasets: string[]): string | undefined {
  const summary = dag.timetable_summary ?? dag.schedule_interval?.value;
  const words = dag.timetable_description || undefined;
  if (datasets.length && (!summary || DATA_SUMMARIES.has(summary))) {
    return `on ${datasets.length > 1 ? 'datasets' : 'dataset'} ${[...datasets]
      .sort()
      .join(', ')}`;
  }
  if (summary && DATA_SUMMARIES.has(summary)) return words ?? 'on datasets';
  if (summary) return NEVER_SUMMARIES.has(summary) ? undefined : summary;
  const every = readInterval(dag.schedule_interval);
  if (every) return every;
  return words && !/^never\b/i.test(words) ? words : undefined;
}

/** `schedule_interval` as a time span: seconds and days apart in 2.x. */
function readInterval(
  interval: DagBody['schedule_interval'],
): string | undefined {
  if (!interval || interval.value) return undefined;
  const { years, months, days, hours, minutes, seconds } = interval;
  const span = Duration.fromObject({
    years: years ?? 0,
    months: months ?? 0,
    days: days ?? 0,
    hours: hours ?? 0,
    minutes: minutes ?? 0,
    seconds: seconds ?? 0,
  }).rescale();
  return span.valueOf() > 0
    ? `every ${span.toHuman({ listStyle: 'long' })}`
    : undefined;
}

/**
 * Which file each DAG comes from, to tell which pipeline an import error is about.
 *
 * @internal
 */
export function readDagFile(
  row: unknown,
): { dagId: string; files: string[] } | undefined {
  const { data } = dagBody.safeParse(row);
  if (!data) return undefined;
  return {
    dagId: data.dag_id,
    files: [
      ...(data.fileloc ? [data.fileloc] : []),
      ...(data.relative_fileloc
        ? [fileKey(data.relative_fileloc, data.bundle_name)]
        : []),
    ],
  };
}

/** In 3.x a file name is only unique within its bundle. @internal */
export function fileKey(filename: string, bundle?: string): string {
  return bundle ? `${bundle}:${filename}` : filename;
}
