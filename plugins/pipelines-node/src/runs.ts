import type { JsonValue } from '@backstage/types';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  PipelineType,
  RunState,
  RunType,
  SourceTechnology,
} from '@sluice/plugin-pipelines-common';
import type {
  CostReading,
  CountReading,
  FreshnessReading,
  TestReading,
} from './readings';

/**
 * One reading of one run, as its source tells it now. All times are ISO 8601 in UTC.
 *
 * @public
 */
export type RunObservation = {
  /** What the source calls the pipeline, for example a `dag_id`. */
  pipelineExternalId: string;
  /** What the source calls the run; unique within (source, environment, pipeline). */
  externalId: string;
  state: RunState;
  runType: RunType;
  /**
   * The end of the data interval, or where there is none the moment the run was due or triggered. The run's place in
   * history: a DAG that moved from Airflow 2 to 3 keeps one history by it.
   */
  runAfter: string;
  logicalDate?: string;
  dataIntervalStart?: string;
  dataIntervalEnd?: string;
  queuedAt?: string;
  startedAt?: string;
  endedAt?: string;
  /** Code version that the source names, such as a bundle version. */
  version?: string;
  /** The run's page at its source. */
  url?: string;
  note?: string;
};

/**
 * A pipeline as a source found it.
 *
 * @public
 */
export type PipelineDefinition = {
  externalId: string;
  type: PipelineType;
  title?: string;
  description?: string;
  tags?: string[];
  /** Owners as the source names them; not entity refs. */
  owners?: string[];
  /** Cron expression, or words such as "on dataset s3://lake/orders". */
  schedule?: string;
  /** IANA zone of the schedule. */
  timezone?: string;
  nextRunAt?: string;
  paused: boolean;
  /** The pipeline's page at its source. */
  url?: string;
};

/**
 * Something that the source says is wrong and that a human has to see.
 *
 * @public
 */
export type SourceIssue = {
  kind:
    | 'import-error'
    | 'dag-warning'
    | 'skipped-run'
    | 'skipped-reading'
    | 'clock-skew'
    | 'scheduler'
    | 'task-failed'
    | 'resource-cap';
  /** What it is about: a file, a DAG, a component. */
  title: string;
  /** As the source says it; without secrets. */
  message: string;
  /** The external id of the pipeline it is about. */
  pipeline?: string;
  at?: string;
};

/**
 * Part of a sweep. Whatever a batch carries is written together with its cursor in one transaction, so that a crash
 * between batches neither loses nor repeats anything that matters.
 *
 * @public
 */
export type RunBatch = {
  /** Where the next sweep goes on from once this batch is written. */
  cursor: JsonValue;
  runs?: RunObservation[];
  /** How old data is: of pipelines, or of datasets. */
  freshness?: FreshnessReading[];
  /** Results of data tests. */
  tests?: TestReading[];
  /** Events counted in and out. */
  counts?: CountReading[];
  /** What computing cost. */
  costs?: CostReading[];
  /** Definitions to insert or update. */
  definitions?: PipelineDefinition[];
  /**
   * Set on the last batch of a sweep that has listed every definition: those that it didn't list are marked as gone,
   * and keep their history.
   */
  definitionsComplete?: boolean;
  /** Replaces what the source said before; leave out to keep it. */
  issues?: SourceIssue[];
  /** What the source says it is, for example `2.11.2`. */
  version?: string;
};

/**
 * What a sweep is given.
 *
 * @public
 */
export type CollectOptions = {
  /** The cursor that was saved with the last batch; undefined on the first sweep. */
  cursor?: JsonValue;
  /** Aborted when the sweep takes too long or the backend stops. */
  signal: AbortSignal;
  /** The clock. Use it instead of `new Date()`, so that tests and the demo can move time. */
  now: () => Date;
  logger: LoggerService;
};

/**
 * One task of one run.
 *
 * @public
 */
export type TaskObservation = {
  taskId: string;
  mapIndex?: number;
  /** As the source says it. */
  state: string;
  tryNumber: number;
  operator?: string;
  startedAt?: string;
  endedAt?: string;
  durationSeconds?: number;
  url?: string;
};

/**
 * One instance of something that runs pipelines: one Airflow, one EMR cluster. The backend runs each source as one
 * scheduled task, so sources never wait for each other.
 *
 * @public
 */
export interface RunSource {
  /** Unique and stable: history hangs on it. For example `airflow-prod`. */
  readonly id: string;
  readonly technology: SourceTechnology;
  /** As people call it. */
  readonly title: string;
  /** One of the environments in the config. */
  readonly environment: string;
  /** True for simulated data. Pages say so. */
  readonly demo?: boolean;
  /** How often a sweep runs and how long it may take (seconds). A time-out of at most 60 s lets another replica take over soon after a crash. */
  readonly schedule: { intervalSeconds: number; timeoutSeconds: number };
  /**
   * Yields batches from the cursor on. Ends when it has caught up.
   *
   * @throws any error when the source can't be read: the sweep ends, its batches so far stay, and the source backs off.
   *   The message is shown to people: say what failed and how to fix it, without secrets.
   */
  collect(options: CollectOptions): AsyncIterable<RunBatch>;
  /** Reads the tasks of a run now, in the order in which they started. Leave out where runs have no tasks. */
  readTasks?(
    run: { pipelineExternalId: string; externalId: string },
    options: { signal: AbortSignal },
  ): Promise<TaskObservation[]>;
}
