/*
 * Observations: what sources say, kept as they said it. The other contexts use what is exported here, never the tables.
 */
export {
  ObservationService,
  RECENT_RUNS,
  type EnvironmentEvidence,
  type ObservedSource,
  type RunHistory,
} from './ObservationService';
export type { BatchPart } from './BatchPart';
export { createObservations, type Observations } from './createObservations';
export { ReadingService, type ReadingPeriod } from './readings/ReadingService';
export { positionOf } from './readings/CostStore';
export { DatasetService } from './datasets/DatasetService';
export type { DatasetBinding } from './datasets/DatasetStore';
export type { DefinedDataset } from './datasets/DatasetDefinitionStore';
export type {
  DailyCost,
  StoredCount,
  StoredFreshness,
  StoredTest,
  TestCount,
} from './readings/readingRecords';
export { ChangeHistory } from './history/ChangeHistory';
export type { DefinitionChange, SourceChange } from './history/ChangeStore';
export type { KeptDefinition } from './history/definitionDigest';
export type { ObservationListener } from './SourceAnnouncer';
export type {
  Binding,
  ExternalPipeline,
  PipelineToJudge,
  SourcePipeline,
} from './externalPipelineRecords';
export type { EndedRun } from './RunStore';
export type { StoredRun } from './runRecords';
export type { RunTask } from './RunTaskStore';
export { errorText } from './errorText';
export { checkId, CLOCK_SKEW_TOLERANCE_MS } from './readRun';
