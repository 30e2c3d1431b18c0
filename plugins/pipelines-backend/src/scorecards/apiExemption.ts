import type { CheckOutcome, Exemption } from '@sluice/plugin-pipelines-common';
import {
  type ExemptionRecord,
  type ListedExemption,
  stateOf,
} from './ExemptionStore';
import { checksOf } from './apiScorecard';
import type { Scorecard } from '@sluice/plugin-pipelines-node/documents';

/** An exemption as the API shows it. @param scorecard - undefined if there is none of the id any more @internal */
export function apiExemption(
  record: ListedExemption,
  of: { scorecard: Scorecard | undefined; at: string; approvedBy?: string[] },
): Exemption {
  const { approvedBy, at, scorecard } = of;
  const check =
    scorecard &&
    checksOf(scorecard).find(each => each.check.id === record.check);
  return {
    id: record.id,
    scorecardId: record.scorecardId,
    scorecardTitle: scorecard?.title,
    check: record.check,
    checkTitle: check?.check.title,
    entityRef: record.entityRef,
    title: record.title,
    owner: record.owner,
    reason: record.reason,
    state: stateOf(record, at),
    requestedBy: record.requestedBy,
    requestedAt: record.requestedAt,
    approvalId: record.approvalId ?? undefined,
    approvedBy,
    from: record.fromAt ?? undefined,
    until: record.untilAt,
    endedAt: record.endedAt ?? undefined,
    endedBy: record.endedBy ?? undefined,
  };
}

/** An exemption beside a check. @internal */
export function apiCheckExemption(
  record: ExemptionRecord,
  at: string,
): CheckOutcome['exemption'] {
  return {
    id: record.id,
    state: stateOf(record, at),
    until: record.untilAt,
    approvalId: record.approvalId ?? undefined,
  };
}
