import type {
  Hold,
  Promotion,
  ReleaseRef,
  UnmanagedChange,
} from '@sluice/plugin-pipelines-common';
import { effectiveWait } from './nextAction';
import type {
  HoldRecord,
  PromotionRecord,
  StepRecord,
  UnmanagedChangeRecord,
} from './records';

/** What the policy promised of promotions that were asked for before it was kept with them. */
const RECOVERY_MINUTES = 15;

/** A promotion as lists show it. @internal */
export function apiPromotion(
  promotion: PromotionRecord,
  more: {
    release: ReleaseRef;
    baseline?: ReleaseRef;
    steps: StepRecord[];
    approvals?: { given: number; needed: number };
    expiresAt?: string;
  },
): Promotion {
  const { steps } = more;
  const done = steps.filter(each => each.state === 'done').length;
  const current = steps.find(each => each.state !== 'done');
  const { bake, verification } = promotion;
  return {
    id: promotion.id,
    unit: promotion.unit,
    environment: promotion.environment,
    kind: promotion.kind,
    lane: promotion.lane,
    breakGlass: promotion.breakGlass,
    isAutomatic: promotion.isAutomatic,
    state: promotion.state,
    stateReason: promotion.stateReason ?? undefined,
    version: promotion.version,
    release: more.release,
    baseline: more.baseline,
    members: promotion.members,
    requestedBy: promotion.requestedBy,
    requestedAt: promotion.requestedAt,
    reason: promotion.reason,
    incidentId: promotion.incidentId ?? undefined,
    failedRunId: promotion.failedRunId ?? undefined,
    rollbackOf: promotion.rollbackOf ?? undefined,
    supersededBy: promotion.supersededBy ?? undefined,
    approvalId: promotion.approvalId ?? undefined,
    approvals: more.approvals,
    subjectHash: promotion.subjectHash,
    startAt: promotion.startAt ?? undefined,
    startedAt: promotion.startedAt ?? undefined,
    deployedAt: promotion.deployedAt ?? undefined,
    endedAt: promotion.endedAt ?? undefined,
    expiresAt: more.expiresAt ?? promotion.expiresAt ?? undefined,
    progress: {
      done,
      of: steps.length,
      step: promotion.startedAt ? current?.title : undefined,
    },
    verification: verification
      ? {
          state: promotion.verificationState!,
          runs: verification.runs,
          runsWanted: verification.runsWanted,
          until: verification.until,
        }
      : undefined,
    bake:
      bake && promotion.bakeState
        ? {
            state: promotion.bakeState,
            runs: bake.runs,
            runsWanted: bake.runsWanted,
            until: bake.until,
          }
        : undefined,
    nextAction: effectiveWait(promotion, more.approvals),
    recovery: promotion.failedAt
      ? {
          failedAt: promotion.failedAt,
          restoredAt: promotion.restoredAt ?? undefined,
          promiseSeconds:
            (promotion.requirements.recoveryMinutes ?? RECOVERY_MINUTES) * 60,
        }
      : undefined,
    breakGlassReview: promotion.reviewDueAt
      ? {
          dueAt: promotion.reviewDueAt,
          reviewedBy: promotion.reviewedBy ?? undefined,
          reviewedAt: promotion.reviewedAt ?? undefined,
          text: promotion.review ?? undefined,
        }
      : undefined,
  };
}

/** A hold as the API shows it. @internal */
export function apiHold(hold: HoldRecord): Hold {
  return {
    id: hold.id,
    unit: hold.unit,
    environment: hold.environment,
    reason: hold.reason,
    setBy: hold.setBy,
    setAt: hold.setAt,
    endedAt: hold.endedAt ?? undefined,
    endedBy: hold.endedBy ?? undefined,
    approvalId: hold.approvalId ?? undefined,
  };
}

/** A change made behind Sluice's back, as the API shows it. @internal */
export function apiUnmanagedChange(
  change: UnmanagedChangeRecord,
): UnmanagedChange {
  return {
    id: change.id,
    unit: change.unit,
    environment: change.environment,
    before: change.beforeVersion ?? 'nothing',
    after: change.afterVersion ?? 'nothing',
    by: change.changedBy ?? undefined,
    since: change.changedAt ?? undefined,
    firstSeenAt: change.firstSeenAt,
    acknowledgedBy: change.acknowledgedBy ?? undefined,
    acknowledgedAt: change.acknowledgedAt ?? undefined,
    reason: change.reason ?? undefined,
  };
}
