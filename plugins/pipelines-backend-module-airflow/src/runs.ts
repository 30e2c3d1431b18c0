import type { RunState, RunType } from '@sluice/plugin-pipelines-common';
import type { RunObservation } from '@sluice/plugin-pipelines-node';
import { DateTime } from 'luxon';
import { dagRunBody, type DagRunBody } from './bodies';
import { runUrl } from './url';

const STATES: Readonly<Record<string, RunState>> = {
  queued: 'queued',
  running: 'running',
  success: 'success',
  failed: 'failed',
};

/**
 * A type that isn't listed counts as manual: it makes no promise, so it can't break one. `asset_materialization` and
 * `operator_triggered` are what 2.x calls manual.
 */
const TYPES: Readonly<Record<string, RunType>> = {
  scheduled: 'scheduled',
  backfill: 'backfill',
  dataset_triggered: 'dataset',
  asset_triggered: 'dataset',
};

/** A run, or why it can't be told as one. @internal */
export type ReadRun =
  | { run: RunObservation }
  | { skipped: { title: string; reason: string; pipeline?: string } };

/**
 * A run of either version as an observation.
 *
 * Its place in history is the end of its data interval, or where there is none `run_after` (3.x): so a DAG that moves
 * from 2.x to 3.x keeps one history. The version is the run's own `bundle_version`; that of its `dag_versions` is rewritten
 * by later deployments, so of those only the number counts.
 *
 * @internal
 */
export function readRun(
  row: unknown,
  airflow: { uiUrl: string; major: 2 | 3 },
): ReadRun {
  const { data, error } = dagRunBody.safeParse(row);
  if (error) {
    const missing = error.issues.map(issue => issue.path.join('.')).join(', ');
    return {
      skipped: {
        title: 'A run without an identity',
        reason: `It has no ${missing || 'fields'}`,
      },
    };
  }
  const runAfter = firstInstant(
    data.data_interval_end,
    data.run_after,
    data.logical_date ?? data.execution_date,
    data.queued_at,
    data.start_date,
  );
  if (!runAfter) {
    return {
      skipped: {
        title: `${data.dag_id} ${data.dag_run_id}`,
        reason: 'None of its dates can be read, so it has no place in history',
        pipeline: data.dag_id,
      },
    };
  }
  const dagId = data.dag_id;
  const runId = data.dag_run_id;
  return {
    run: {
      pipelineExternalId: dagId,
      externalId: runId,
      state: STATES[data.state ?? ''] ?? 'unknown',
      runType: TYPES[data.run_type ?? ''] ?? 'manual',
      runAfter,
      logicalDate: instant(data.logical_date ?? data.execution_date),
      dataIntervalStart: instant(data.data_interval_start),
      dataIntervalEnd: instant(data.data_interval_end),
      queuedAt: instant(data.queued_at),
      startedAt: instant(data.start_date),
      endedAt: instant(data.end_date),
      version: readVersion(data),
      url: runUrl(airflow, { dagId, runId }),
      note: data.note || undefined,
    },
  };
}

function readVersion(run: DagRunBody): string | undefined {
  if (run.bundle_version) return run.bundle_version;
  const numbers = (run.dag_versions ?? []).flatMap(
    version => version.version_number ?? [],
  );
  return numbers.length ? `v${Math.max(...numbers)}` : undefined;
}

function firstInstant(...texts: Array<string | undefined>): string | undefined {
  return texts.map(instant).find(Boolean);
}

/**
 * ISO 8601 in UTC, with milliseconds.
 *
 * @returns undefined for what is no date
 * @internal
 */
export function instant(text: string | undefined): string | undefined {
  if (!text) return undefined;
  return DateTime.fromISO(text, { zone: 'utc' }).toISO() ?? undefined;
}
