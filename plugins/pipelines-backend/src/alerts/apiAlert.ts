import type {
  AffectedPipeline,
  Alert,
  AlertCause,
} from '@sluice/plugin-pipelines-common';
import { NO_TIER } from '../fleet';
import type { AffectedRecord, AlertRecord, Cause } from './alertRecords';
import { worstFirst } from './AlertEvaluator';
import { nextStepOf, summaryOf } from './alertText';
import { runbookRefOf } from './messages';

/** So many pipelines are named where not all are. */
const NAMED = 10;

/** Stands for a pipeline that whoever asks may not see. */
const HIDDEN: Cause = {
  type: 'pipeline',
  ref: '',
  title: 'A pipeline upstream that you may not see',
  owner: '',
};

/** An alert as the API shows it. @internal */
export type AlertView = {
  alert: AlertRecord;
  /** Those that the caller may see. */
  affected: AffectedRecord[];
  /** Whether the caller may see the pipeline that is the cause. */
  causeVisible: boolean;
  now: Date;
};

/** An alert for whoever may see some of the pipelines that it affects. @internal */
export function apiAlert(view: AlertView): Alert {
  const { alert, causeVisible, now } = view;
  const cause = causeVisible ? alert.cause : HIDDEN;
  const affected = shownOf(view);
  const content = { kind: alert.kind, dueAt: alert.dueAt, cause, affected };
  const until = alert.resolvedAt ? Date.parse(alert.resolvedAt) : now.getTime();
  return {
    id: alert.id,
    key: causeVisible ? alert.key : `alert:${alert.id}`,
    kind: alert.kind,
    urgency: alert.urgency,
    severity: alert.severity,
    state: alert.state,
    cause: apiCause(cause),
    summary: summaryOf(content),
    nextStep: nextStepOf(content),
    affected: affected.length,
    pipelines: affected.slice(0, NAMED).map(each => each.pipelineRef),
    owners: [...new Set(affected.map(each => each.owner))].sort(),
    dueAt: alert.dueAt ?? undefined,
    runbook: runbookRefOf({ cause }, affected),
    openedAt: alert.openedAt,
    acknowledgedAt: alert.acknowledgedAt ?? undefined,
    acknowledgedBy: alert.acknowledgedBy ?? undefined,
    resolvedAt: alert.resolvedAt ?? undefined,
    lastSeconds: Math.max(
      0,
      Math.round((until - Date.parse(alert.openedAt)) / 1000),
    ),
    reopened: alert.reopened,
    inHindsight: alert.inHindsight,
  };
}

/** Those that are affected; of a resolved alert, those that were when it ended. */
function shownOf({ affected, alert }: AlertView): AffectedRecord[] {
  if (alert.state !== 'resolved') return worstFirst(affected);
  return [...affected].sort(
    (a, b) => a.tier - b.tier || (a.since < b.since ? -1 : 1),
  );
}

/** What an alert is put down to. @internal */
export function apiCause(cause: Cause): AlertCause {
  const { owner, reason, ref, title, type } = cause;
  return {
    type,
    ref: ref || undefined,
    title,
    owner: owner || undefined,
    reason,
  };
}

/** A pipeline that an alert affects, or affected. @internal */
export function apiAffected(affected: AffectedRecord): AffectedPipeline {
  return {
    pipeline: affected.pipelineRef,
    owner: affected.owner,
    tier: affected.tier === NO_TIER ? undefined : affected.tier,
    kind: affected.kind,
    sloId: affected.sloId,
    sloTitle: affected.sloTitle,
    since: affected.since,
    recoveredAt: affected.recoveredAt ?? undefined,
    dueAt: affected.dueAt,
    expectedAt: affected.expectedAt,
    reason: affected.reason,
  };
}
