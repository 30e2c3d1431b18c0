import type {
  OperationKind,
  OperationState,
} from '@sluice/plugin-pipelines-common';
import type {
  OperationPlan,
  OperationProgress,
  OperationRequest,
} from '@sluice/plugin-pipelines-node';

/** An operation on a cluster. @internal */
export type OperationRecord = {
  id: number;
  kind: OperationKind;
  /** The cluster: id of the source that reads it. */
  sourceId: string;
  environment: string;
  /** Of a reset. */
  groupId: string | null;
  /** Of a replay: the dead-letter topic. */
  topic: string | null;
  /** Digest of what no two operations may touch at once. */
  targetKey: string;
  /** The same until it is over, then null. */
  openTarget: string | null;
  title: string;
  request: OperationRequest;
  /** The approved numbers. */
  plan: OperationPlan;
  reason: string;
  requestedBy: string;
  requestedAt: string;
  /** Whether it needed nobody else. */
  ownPermission: boolean;
  /** Of the policy that said who has to approve it. */
  policyVersion: string;
  approvalId: number | null;
  state: OperationState;
  stateReason: string | null;
  /** Of the row: each transition is compare-and-set on it. */
  version: number;
  /** How often somebody set about it. */
  attempts: number;
  progress: OperationProgress | null;
  startedAt: string | null;
  endedAt: string | null;
  wakeAt: string | null;
  leaseOwner: string | null;
  leaseUntil: string | null;
  fencingToken: number;
};

/** An operation with the pipelines that it touches: entity refs. @internal */
export type OperationWithPipelines = OperationRecord & { pipelines: string[] };
