import type { JsonValue } from '@backstage/types';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  DatasetType,
  PipelineType,
  RunState,
  RunType,
  SourceTechnology,
} from '@sluice/plugin-pipelines-common';
import type { ConnectorReading } from './connectors';
import type { DeadLetter } from './deadLetters';
import type { LagReading, PastLag } from './lag';
import type { SchemaCheck, SchemaReading } from './schemas';
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
 * A dataset as a source found it. Ids are those of the source, as readings about it use them.
 *
 * @public
 */
export type DatasetDefinition = {
  /** Unique within its technology, such as `model.northstar.fct_orders`. */
  externalId: string;
  /**
   * Undefined for one that something else writes: it is linked to where somebody declared it, and never becomes an entity by itself.
   */
  type?: DatasetType;
  /** As people call it, such as `fct_orders`. */
  name: string;
  description?: string;
  /** The datasets that it is made from. */
  madeFrom?: string[];
  /** What the source calls the pipelines that write it … */
  writtenBy?: string[];
  /** … and those that read it. */
  readBy?: string[];
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
  /** What tasks that somebody asked for came to: see {@link CollectOptions.wantedTasks}. */
  tasks?: TaskReading[];
  /**
   * Where consumer groups stand. How healthy they are, and how far behind in seconds, is worked out of it: leave `freshness` with the
   * measure `consumer-lag` out then.
   */
  lag?: LagReading;
  /** How far behind groups were before the first sweep, from a source that knows. Written before `lag`. */
  pastLag?: PastLag[];
  /** What a schema registry holds. */
  schemas?: SchemaReading;
  /** The connectors of a Kafka Connect cluster. */
  connectors?: ConnectorReading;
  /** Definitions to insert or update. */
  definitions?: PipelineDefinition[];
  /**
   * Set on the last batch of a sweep that has listed every definition: those that it didn't list are marked as gone,
   * and keep their history.
   */
  definitionsComplete?: boolean;
  /** Datasets to insert or update. */
  datasets?: DatasetDefinition[];
  /** Set on the last batch of a sweep that has listed every dataset: those that it didn't list are no longer told of. */
  datasetsComplete?: boolean;
  /** Replaces what the source said before; leave out to keep it. */
  issues?: SourceIssue[];
  /** What the source says it is, for example `2.11.2`. */
  version?: string;
};

/**
 * A run of which somebody needs to know when some of its tasks were done: an SLO rests on them.
 *
 * @public
 */
export type WantedTasks = {
  pipelineExternalId: string;
  /** What the source calls the run. */
  runExternalId: string;
  /** What the source calls the tasks. */
  taskIds: string[];
};

/**
 * One task of one run, with all its mapped instances taken together.
 *
 * @public
 */
export type TaskReading = {
  pipelineExternalId: string;
  runExternalId: string;
  taskId: string;
  /**
   * - `success` all of its instances succeeded
   * - `open` it may still succeed by itself
   * - `failed` it won't: it failed, was skipped, or its run ended without it
   * - `absent` the run has no such task
   */
  state: 'success' | 'open' | 'failed' | 'absent';
  /** When the last of its instances ended, ISO 8601 in UTC. Needed for `success`. */
  endedAt?: string;
  /** How often its instances were tried. 0 for a success: somebody declared it one, and nothing was delivered. */
  tries?: number;
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
  /**
   * Runs of this source, among those that it has handed over, whose tasks are asked for and not settled: read these, in as few requests
   * as possible, and hand them over as `tasks`. Ask after the runs were handed over. What isn't handed over is asked for again in the next
   * sweep, so a source may stop anywhere. A source whose runs have no tasks never asks.
   *
   * @param limit - so many runs at most, those due last first
   */
  wantedTasks?(limit: number): Promise<WantedTasks[]>;
  /**
   * What the source calls the pipelines of which it matters when they are expected to run, so that one that never started is missed. For
   * sources whose lists leave the zone of a schedule out, and that would have to ask for each pipeline.
   */
  wantedSchedules?(): Promise<string[]>;
  /** Pipelines of this source that freshness SLOs are about: what they promise hangs on how closely these are read. */
  wantedFreshness?(): Promise<WantedFreshness[]>;
  /**
   * The messages of which it matters to the second when they were written, by what a sweep has read: a group is near what an SLO promises. Hand
   * them over as `written` of their logs, with that reading.
   */
  wantedTimes?(lag: LagReading): Promise<WantedTime[]>;
};

/**
 * A message of which it matters when it was written.
 *
 * @public
 */
export type WantedTime = {
  topic: string;
  partition: number;
  offset: number;
  /** It was written between these, ISO 8601 in UTC, as far as clocks agree. */
  after: string;
  before: string;
};

/**
 * A pipeline that a freshness SLO is about.
 *
 * @public
 */
export type WantedFreshness = {
  /** What the source calls it. */
  pipelineExternalId: string;
  /** It may be so old at most, in seconds; the strictest SLO counts. */
  maxSeconds: number;
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
  /**
   * Reads now what the headers of the newest messages of a dead-letter topic say. What else is in them is dropped at once. Leave out where
   * there are no such topics.
   *
   * @throws if it isn't a dead-letter topic, or may not be read: the message is shown to people
   */
  readDeadLetters?(
    topic: string,
    options: { limit: number; signal: AbortSignal },
  ): Promise<DeadLetter[]>;
  /**
   * Asks a schema registry now whether a schema may follow what is registered under a subject. Registers nothing. Leave out where there are
   * no schemas.
   *
   * @throws if the registry can't be asked: the message is shown to people
   */
  checkSchema?(
    subject: string,
    schema: { format: string; schema: string },
    options: { signal: AbortSignal },
  ): Promise<SchemaCheck>;
}
