import type { JsonObject } from '@backstage/types';
import type {
  GateResult,
  PromotionKind,
  PromotionPlan,
  PromotionState,
} from '@sluice/plugin-pipelines-common';
import type { RollbackClass } from '@sluice/plugin-pipelines-node';
import type { Requirements } from './ports';

/** How verification of a deployment stands. @internal */
export type Verification = {
  /** Successful runs of changed members since the deployment, of those wanted. */
  runs: number;
  runsWanted: number;
  /** When it stops waiting. */
  until: string;
  /** Why it ended as it did. */
  reasons: string[];
};

/** How the time in which a release has to stay healthy stands. @internal */
export type Bake = {
  runs: number;
  runsWanted: number;
  until: string;
  reasons: string[];
};

/** One attempt to put a release into an environment. @internal */
export type PromotionRecord = {
  id: number;
  unit: string;
  environment: string;
  kind: PromotionKind;
  lane: 'normal' | 'hotfix';
  breakGlass: boolean;
  isAutomatic: boolean;
  state: PromotionState;
  stateReason: string | null;
  /** Of the row: each change is compare-and-set on it. */
  version: number;
  releaseId: number;
  baselineReleaseId: number | null;
  baselineVersion: string | null;
  members: string[];
  subject: JsonObject;
  subjectHash: string;
  /** As it was shown to whoever asked. */
  plan: PromotionPlan;
  requirements: Requirements;
  /** Resolved, non-secret values. */
  config: JsonObject;
  deployerId: string;
  rollbackClass: RollbackClass;
  requestedBy: string;
  requestedAt: string;
  reason: string;
  incidentId: number | null;
  failedRunId: string | null;
  rollbackOf: number | null;
  retryOf: number | null;
  supersededBy: number | null;
  /** The template that spared it an approval, with its digest. */
  standardChange: string | null;
  standardChangeDigest: string | null;
  /** It stops at its next step. */
  abortRequestedBy: string | null;
  approvalId: number | null;
  startAt: string | null;
  expiresAt: string | null;
  startedAt: string | null;
  deployedAt: string | null;
  endedAt: string | null;
  holdsLock: boolean;
  leaseOwner: string | null;
  leaseUntil: string | null;
  fencingToken: number;
  wakeAt: string | null;
  attempts: number;
  verificationState:
    | 'pending'
    | 'running'
    | 'successful'
    | 'failed'
    | 'inconclusive'
    | null;
  verification: Verification | null;
  bakeState: 'baking' | 'done' | 'broken' | null;
  bake: Bake | null;
  failedAt: string | null;
  restoredAt: string | null;
  reviewDueAt: string | null;
  reviewedBy: string | null;
  reviewedAt: string | null;
  review: string | null;
};

/** A step of a deployment. @internal */
export type StepRecord = {
  promotionId: number;
  stepIndex: number;
  name: string;
  title: string;
  timeoutSeconds: number;
  /** `sha256(JCS({promotionId, stepIndex}))`, the same at each attempt. */
  stepKey: string;
  state: 'pending' | 'running' | 'waiting' | 'done' | 'failed' | 'unknown';
  attempts: number;
  startedAt: string | null;
  endedAt: string | null;
  detail: string | null;
  fencingToken: number | null;
};

/** What a gate found, in which phase. @internal */
export type GateRecord = GateResult & { promotionId: number };

/** A risk gate that somebody overrode by name. @internal */
export type OverrideRecord = {
  promotionId: number;
  gate: string;
  overriddenBy: string;
  overriddenAt: string;
  reason: string;
};

/** What verification found last. @internal */
export type FindingRecord = {
  promotionId: number;
  check: string;
  member: string;
  verdict: 'pass' | 'fail' | 'unknown';
  detail: string;
  foundAt: string;
};

/** How what runs came to run. @internal */
export type Origin = 'promotion' | 'record' | 'adoption' | 'unmanaged';

/** What the ledger says runs of a unit in an environment, and what was read there last. @internal */
export type UnitEnvironmentRecord = {
  unit: string;
  environment: string;
  version: number;
  /** The highest that was given out. */
  fencingToken: number;
  releaseId: number | null;
  /** Release digest, or what the target calls it; null where nothing runs. */
  runningVersion: string | null;
  origin: Origin | null;
  promotionId: number | null;
  since: string | null;
  readVersion: string | null;
  readSince: string | null;
  readBy: string | null;
  readAt: string | null;
  readError: string | null;
};

/** What ran when. @internal */
export type OccupancyRecord = {
  id: number;
  unit: string;
  environment: string;
  releaseId: number | null;
  runningVersion: string | null;
  origin: Origin;
  promotionId: number | null;
  fromAt: string;
  untilAt: string | null;
};

/** A release that is not promoted any more. @internal */
export type QuarantineRecord = {
  id: number;
  releaseId: number;
  unit: string;
  environment: string;
  reason: string;
  promotionId: number | null;
  setBy: string;
  setAt: string;
  endedAt: string | null;
};

/** Why a unit is not promoted automatically. @internal */
export type HoldRecord = {
  id: number;
  unit: string;
  environment: string;
  reason: string;
  promotionId: number | null;
  approvalId: number | null;
  setBy: string;
  setAt: string;
  endedAt: string | null;
  endedBy: string | null;
};

/** A change made behind Sluice's back. @internal */
export type UnmanagedChangeRecord = {
  id: number;
  unit: string;
  environment: string;
  beforeVersion: string | null;
  afterVersion: string | null;
  afterReleaseId: number | null;
  changedBy: string | null;
  changedAt: string | null;
  firstSeenAt: string;
  acknowledgedBy: string | null;
  acknowledgedAt: string | null;
  reason: string | null;
};
