/**
 * The closed lists of the domain. The OpenAPI file repeats them as enums; a test of the backend keeps the two the same.
 */

/**
 * `spec.type` of a catalog Component that is a pipeline.
 *
 * @public
 */
export const PIPELINE_TYPES = [
  'airflow-dag',
  'dbt-selection',
  'spark-job',
  'kafka-consumer',
] as const;

/** One of {@link PIPELINE_TYPES}. @public */
export type PipelineType = (typeof PIPELINE_TYPES)[number];

/**
 * `spec.type` of a catalog Resource that pipelines read or write.
 *
 * @public
 */
export const DATASET_TYPES = [
  'snowflake-table',
  'kafka-topic',
  's3-prefix',
  'postgres-table',
  'dbt-model',
] as const;

/** One of {@link DATASET_TYPES}. @public */
export type DatasetType = (typeof DATASET_TYPES)[number];

/**
 * How much a pipeline matters: 1 is the business can't close without it, 3 is nice to have.
 *
 * @public
 */
export const TIERS = [1, 2, 3] as const;

/** One of {@link TIERS}. @public */
export type Tier = (typeof TIERS)[number];

/**
 * Data classes that change who may see or change a pipeline.
 *
 * @public
 */
export const CLASSIFICATIONS = ['sox', 'pii', 'internal'] as const;

/** One of {@link CLASSIFICATIONS}. @public */
export type Classification = (typeof CLASSIFICATIONS)[number];

/**
 * `spec.lifecycle` of a pipeline. `legacy` is observed but not yet released through Sluice.
 *
 * @public
 */
export const LIFECYCLES = [
  'experimental',
  'production',
  'legacy',
  'deprecated',
] as const;

/** One of {@link LIFECYCLES}. @public */
export type Lifecycle = (typeof LIFECYCLES)[number];

/**
 * State of one run. `unknown` is a run that its source can no longer be asked about.
 *
 * @public
 */
export const RUN_STATES = [
  'queued',
  'running',
  'success',
  'failed',
  'unknown',
] as const;

/** One of {@link RUN_STATES}. @public */
export type RunState = (typeof RUN_STATES)[number];

/**
 * Why a run exists. `continuous` is a process that isn't meant to end, such as a consumer.
 *
 * @public
 */
export const RUN_TYPES = [
  'scheduled',
  'dataset',
  'manual',
  'backfill',
  'continuous',
] as const;

/** One of {@link RUN_TYPES}. @public */
export type RunType = (typeof RUN_TYPES)[number];

/**
 * Where a pipeline stands now, in the order in which it needs a human: the position is the sort rank.
 *
 * - `failed` its last finished run failed
 * - `late` a run is overdue, or takes longer than it may
 * - `unknown` its source can't be read, so nothing is claimed
 * - `running` in time, nothing wrong
 * - `ok` its last finished run succeeded, or it is continuous and live
 * - `paused` switched off at the source
 * - `idle` no run seen yet
 *
 * @public
 */
export const FLEET_STATUSES = [
  'failed',
  'late',
  'unknown',
  'running',
  'ok',
  'paused',
  'idle',
] as const;

/** One of {@link FLEET_STATUSES}. @public */
export type FleetStatus = (typeof FLEET_STATUSES)[number];

/**
 * Health of a source: `stale` has not been read for longer than it should, `pending` was never read.
 *
 * @public
 */
export const SOURCE_STATUSES = [
  'healthy',
  'failing',
  'stale',
  'pending',
] as const;

/** One of {@link SOURCE_STATUSES}. @public */
export type SourceStatus = (typeof SOURCE_STATUSES)[number];

/** Northstar's batch promise, and the default one: a batch run is done this many seconds after its data interval ended. @public */
export const DEFAULT_RUN_DURATION_TARGET_SECONDS = 45 * 60;

/** The default promise for scheduled runs: this share of them succeeds. @public */
export const DEFAULT_SUCCESS_TARGET = 0.999;

/**
 * What the people of a demo work as, in the order in which the sign-in page shows them.
 *
 * @public
 */
export const PERSONA_ROLES = [
  'data-engineer',
  'platform-engineer',
  'finance-controller',
  'auditor',
] as const;

/** One of {@link PERSONA_ROLES}. @public */
export type PersonaRole = (typeof PERSONA_ROLES)[number];

/**
 * What an alert is about, the worst first: of several pipelines with one cause, the alert is of the worst kind among them.
 *
 * - `missed-deadline` a deadline has passed, and the data isn't there
 * - `burning-fast` an error budget is spent so fast that somebody has to act now
 * - `source-silent` what a stream reads from says nothing although it normally does at this time
 * - `will-miss` a deadline that is still to come will be missed
 * - `over-duration` a run is not done in the time it may take
 * - `source-unreadable` a source can't be read, so nothing is known of its pipelines
 * - `budget-exhausted` more was bad than may be
 * - `burning-slow` an error budget is spent faster than it may be, in days
 * - `not-established` too little is known to say anything
 *
 * @public
 */
export const ALERT_KINDS = [
  'missed-deadline',
  'burning-fast',
  'source-silent',
  'will-miss',
  'over-duration',
  'source-unreadable',
  'budget-exhausted',
  'burning-slow',
  'not-established',
] as const;

/** One of {@link ALERT_KINDS}. @public */
export type AlertKind = (typeof ALERT_KINDS)[number];

/**
 * Whom an alert is for: `urgent` hurts users, and somebody on call hears of it at once; `maintenance` waits for working hours.
 *
 * @public
 */
export const ALERT_URGENCIES = ['urgent', 'maintenance'] as const;

/** One of {@link ALERT_URGENCIES}. @public */
export type AlertUrgency = (typeof ALERT_URGENCIES)[number];

/** How bad an alert is, the worst first; the words of Backstage's notifications. @public */
export const ALERT_SEVERITIES = ['critical', 'high', 'normal', 'low'] as const;

/** One of {@link ALERT_SEVERITIES}. @public */
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

/** Where an alert stands. @public */
export const ALERT_STATES = ['open', 'acknowledged', 'resolved'] as const;

/** One of {@link ALERT_STATES}. @public */
export type AlertState = (typeof ALERT_STATES)[number];

/**
 * How far a release unit is under Sluice: only looked at; its CI says what it deployed; its deploy job asks Sluice; Sluice deploys.
 *
 * @public
 */
export const ADOPTION_LEVELS = [
  'observed',
  'recorded',
  'gated',
  'managed',
] as const;

/** One of {@link ADOPTION_LEVELS}. @public */
export type AdoptionLevel = (typeof ADOPTION_LEVELS)[number];

/**
 * What evidence can show about a release.
 *
 * @public
 */
export const EVIDENCE_KINDS = [
  'unit',
  'dag-import',
  'sql-test',
  'schema-compatibility',
  'data-quality',
  'infra-policy',
] as const;

/** One of {@link EVIDENCE_KINDS}. @public */
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/**
 * How healthy a consumer group is, or one partition of it, what needs a human first: the position is the sort rank, and a group is as its
 * worst partition is. The words are Burrow's.
 *
 * - `error` what it would read next is gone, or was never there
 * - `rewind` it went back, and reads again what it had read
 * - `stop` something is left to read, and nobody reads it
 * - `stall` a member lives, and its offset doesn't move
 * - `warn` it reads, and falls behind more and more
 * - `unknown` it can't be read, so nothing is claimed
 * - `ok` it keeps up
 *
 * @public
 */
export const LAG_STATUSES = [
  'error',
  'rewind',
  'stop',
  'stall',
  'warn',
  'unknown',
  'ok',
] as const;

/** One of {@link LAG_STATUSES}. @public */
export type LagStatus = (typeof LAG_STATUSES)[number];

/**
 * What can be done to a cluster, each with its own permission.
 *
 * @public
 */
export const OPERATION_KINDS = [
  'reset-offsets',
  'replay-dead-letters',
  'pause-connector',
  'resume-connector',
] as const;

/** One of {@link OPERATION_KINDS}. @public */
export type OperationKind = (typeof OPERATION_KINDS)[number];

/**
 * Where an operation stands. `Indeterminate`: nobody can tell what was done, and its reason says what is known.
 *
 * @public
 */
export const OPERATION_STATES = [
  'AwaitingApproval',
  'Running',
  'Succeeded',
  'Failed',
  'Indeterminate',
  'Rejected',
  'Withdrawn',
  'Expired',
  'Invalidated',
] as const;

/** One of {@link OPERATION_STATES}. @public */
export type OperationState = (typeof OPERATION_STATES)[number];
