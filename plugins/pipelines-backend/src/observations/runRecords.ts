import type { RunState, RunType } from '@sluice/plugin-pipelines-common';

/**
 * A reading of a run, checked and in the form in which it is stored. Times are ISO 8601 in UTC with milliseconds.
 *
 * @internal
 */
export type RunReading = {
  externalRunId: string;
  state: RunState;
  runType: RunType;
  runAfter: string;
  logicalDate: string | null;
  dataIntervalStart: string | null;
  dataIntervalEnd: string | null;
  queuedAt: string | null;
  startedAt: string | null;
  endedAt: string | null;
  version: string | null;
  url: string | null;
  note: string | null;
  /** When the source was asked, not when the answer was written. */
  observedAt: string;
};

/** What is known of a run from all readings of it. @internal */
export type RunFacts = RunReading & {
  /** The earliest start that was seen; clearing a run rewrites its dates at the source. */
  firstStartedAt: string | null;
  /** When it first succeeded. Never changes once set. */
  firstSuccessAt: string | null;
  /** It ran again after it had ended. */
  cleared: boolean;
  /** From start to end. */
  durationMs: number | null;
  /** From the end of the data interval to the first success. */
  doneAfterMs: number | null;
};

/** A stored run. @internal */
export type StoredRun = RunFacts & {
  id: number;
  sourceId: string;
  environment: string;
  externalPipelineId: number;
};
