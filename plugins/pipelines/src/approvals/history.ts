import type { Approval, ApprovalDetail } from '@sluice/plugin-pipelines-common';
import { isOpen } from './approvalLook';

/** Something that happened to a request. @internal */
export type ApprovalEvent =
  | { what: 'requested' | 'escalated' | 'decided'; at: string; by?: string }
  | {
      what: 'approve' | 'reject' | 'revoke';
      at: string;
      by: string;
      text?: string;
    }
  | { what: 'delegated'; at: string; by: string; to: string }
  | {
      what: 'ended';
      at: string;
      state: Exclude<Approval['state'], 'Pending' | 'Approved'>;
      text?: string;
    };

/**
 * All that happened to a request, but for its comments, the oldest first.
 *
 * @internal
 */
export function historyOf(request: ApprovalDetail): ApprovalEvent[] {
  const { closedAt, closedReason, decidedAt, escalatedAt, state } = request;
  const events: ApprovalEvent[] = [
    { what: 'requested', at: request.requestedAt, by: request.requestedBy },
    ...request.delegations.map(({ at, from, to }) => ({
      what: 'delegated' as const,
      at,
      by: from,
      to,
    })),
    ...request.votes.map(({ at, comment, kind, voter }) => ({
      what: kind,
      at,
      by: voter,
      text: comment,
    })),
  ];
  if (escalatedAt) events.push({ what: 'escalated', at: escalatedAt });
  // What was decided by a rejection or by its end says so itself.
  if (decidedAt && decidedAt !== closedAt) {
    events.push({ what: 'decided', at: decidedAt });
  }
  if (closedAt && !isOpen(request)) {
    events.push({
      what: 'ended',
      at: closedAt,
      state: state as Exclude<Approval['state'], 'Pending' | 'Approved'>,
      text: closedReason,
    });
  }
  // Sorting keeps the order of what happened in one moment: a vote comes before what it decided.
  return events.sort((a, b) => a.at.localeCompare(b.at));
}
