import type { Approval, ApprovalDetail } from '@sluice/plugin-pipelines-common';

/** A request that ines may decide on, with what a test wants otherwise. @internal */
export function approval(changes: Partial<Approval> = {}): Approval {
  return {
    id: 12,
    type: 'slo-change',
    subjectRef: 'slo-decision:4',
    title: 'Take a period out of Ready at 06:00',
    requestedBy: 'user:default/rita',
    requestedAt: '2026-11-21T08:00:00.000Z',
    state: 'Pending',
    version: 1,
    expiresAt: '2026-11-28T08:00:00.000Z',
    rules: [
      {
        name: 'second person',
        minApprovals: 1,
        from: ['group:default/finance-data'],
        anyone: false,
        approvedBy: [],
        missing: 1,
        candidates: ['user:default/ines', 'user:default/fay'],
        usesFallback: false,
      },
    ],
    exclusions: [{ person: 'user:default/rita', reason: 'requester' }],
    mine: { canVote: true, rules: ['second person'] },
    ...changes,
  };
}

/** A request with all that belongs to it. @internal */
export function approvalDetail(
  changes: Partial<ApprovalDetail> = {},
): ApprovalDetail {
  return {
    ...approval(changes),
    subject: {
      sloId: 7,
      entityRef: 'component:default/finance_close_daily',
      slo: 'ready-0600',
      kind: 'exclusion',
      from: '2026-11-20T00:00:00.000Z',
      to: '2026-11-20T12:00:00.000Z',
      reason: 'The vendor was down, <b>agreed</b> with finance',
      proposedBy: 'user:default/rita',
      proposedAt: '2026-11-21T08:00:00.000Z',
    },
    subjectHash: 'a'.repeat(64),
    shown: {
      digest: 'b'.repeat(64),
      content: {},
      takenAt: '2026-11-21T08:00:00.000Z',
    },
    votes: [],
    delegations: [],
    comments: [],
    ...changes,
  };
}
