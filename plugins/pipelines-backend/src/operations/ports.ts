import type { OperationExecutor } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { OperationApprovals, OperationQuestion } from '../policies';

/** A consumer group that an operation touches. @internal */
export type TouchedGroup = {
  group: string;
  /** Undefined for a group that is no pipeline. */
  pipelineId?: number;
};

/** What is known of consumer groups. @internal */
export interface GroupReader {
  /** A group of a cluster, if the last sweep found it. */
  find(sourceId: string, group: string): Promise<TouchedGroup | undefined>;
  /** The groups of a cluster that read a topic. */
  reading(sourceId: string, topic: string): Promise<TouchedGroup[]>;
}

/** What is known of pipelines. @internal */
export interface PipelineReader {
  /** Those with these ids. */
  members(ids: number[]): Promise<OperationQuestion['members']>;
}

/** Who has to agree. @internal */
export interface OperationPolicy {
  approvals(question: OperationQuestion): Promise<OperationApprovals>;
  /** Of the policy in force. */
  version(db: Knex): Promise<string>;
}

/** What carries out operations. @internal */
export interface Executors {
  readonly list: OperationExecutor[];
  find(sourceId: string): OperationExecutor | undefined;
  /** Of the cluster. */
  environmentOf(sourceId: string): string;
}
