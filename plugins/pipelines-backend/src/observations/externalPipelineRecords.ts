import type { Technology } from '@sluice/plugin-pipelines-common';
import type { PipelineDefinition } from '@sluice/plugin-pipelines-node';

/** Which pipeline what a technology runs is bound to. @internal */
export type Binding = {
  technology: Technology;
  externalId: string;
  pipelineId: number;
  /** Somebody wrote the entity; false if our entity provider made it from what a source found. */
  declared: boolean;
};

/** A pipeline as its technology calls it. @internal */
export type ExternalPipeline = {
  id: number;
  technology: Technology;
  externalId: string;
  pipelineId: number | null;
  declared: boolean;
};

/** What one source says of one pipeline. @internal */
export type SourcePipeline = {
  externalPipelineId: number;
  sourceId: string;
  environment: string;
  definition: PipelineDefinition | undefined;
  seenAt: string;
  goneAt: string | null;
};

/** A pipeline whose SLOs have to be judged again. @internal */
export type PipelineToJudge = {
  id: number;
  pipelineId: number | null;
  markedAt: string;
  /** The place in history of the oldest run that changed, "" for all; undefined if only what is known of its sources changed. */
  from: string | undefined;
  /** The time of the oldest reading beside runs that came in, "" for all; undefined if none did. */
  readingsFrom: string | undefined;
};
