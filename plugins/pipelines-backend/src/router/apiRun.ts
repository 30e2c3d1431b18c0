import type { Run } from '@sluice/plugin-pipelines-common';
import type { StoredRun } from '../observations';

/** A run as the API gives it. @internal */
export function apiRun(run: StoredRun, demo: boolean): Run {
  return {
    id: String(run.id),
    externalId: run.externalRunId,
    source: run.sourceId,
    environment: run.environment,
    state: run.state,
    runType: run.runType,
    runAfter: run.runAfter,
    logicalDate: run.logicalDate ?? undefined,
    dataIntervalStart: run.dataIntervalStart ?? undefined,
    dataIntervalEnd: run.dataIntervalEnd ?? undefined,
    queuedAt: run.queuedAt ?? undefined,
    startedAt: run.startedAt ?? undefined,
    endedAt: run.endedAt ?? undefined,
    durationSeconds:
      run.durationMs === null ? undefined : run.durationMs / 1000,
    firstSuccessAt: run.firstSuccessAt ?? undefined,
    cleared: run.cleared,
    version: run.version ?? undefined,
    url: run.url ?? undefined,
    note: run.note ?? undefined,
    demo,
  };
}
