import type { RunFacts, StoredRun } from './runRecords';

const FACTS: Record<keyof RunFacts, string> = {
  externalRunId: 'external_run_id',
  state: 'state',
  runType: 'run_type',
  runAfter: 'run_after',
  logicalDate: 'logical_date',
  dataIntervalStart: 'data_interval_start',
  dataIntervalEnd: 'data_interval_end',
  queuedAt: 'queued_at',
  startedAt: 'started_at',
  endedAt: 'ended_at',
  version: 'version',
  url: 'url',
  note: 'note',
  observedAt: 'observed_at',
  firstStartedAt: 'first_started_at',
  firstSuccessAt: 'first_success_at',
  cleared: 'cleared',
  durationMs: 'duration_ms',
  doneAfterMs: 'done_after_ms',
};
const ENTRIES = Object.entries(FACTS) as Array<[keyof RunFacts, string]>;

/** The columns of a run that come from its readings. @internal */
export const RUN_COLUMNS = Object.values(FACTS);

/** A run as columns. @internal */
export function toRow(run: RunFacts): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [field, column] of ENTRIES) row[column] = run[field];
  return row;
}

/** A run from its columns. @internal */
export function fromRow(row: Record<string, any>): StoredRun {
  const run: Record<string, unknown> = {
    id: row.id,
    sourceId: row.source_id,
    environment: row.environment,
    externalPipelineId: row.external_pipeline_id,
  };
  for (const [field, column] of ENTRIES) run[field] = row[column];
  run.cleared = Boolean(row.cleared);
  return run as StoredRun;
}
