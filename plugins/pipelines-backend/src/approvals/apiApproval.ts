import type { Approval, ApprovalDetail } from '@sluice/plugin-pipelines-common';
import type { Quorum } from './quorum';
import type {
  ApprovalRecord,
  CommentRecord,
  DelegationRecord,
  SnapshotRecord,
  VoteRecord,
} from './records';

/** A request as the API shows it in lists. @internal */
export function apiApproval(
  request: ApprovalRecord,
  quorum: Quorum,
  mine: Approval['mine'],
): Approval {
  return {
    id: request.id,
    type: request.subjectType,
    subjectRef: request.subjectRef,
    title: request.title,
    requestedBy: request.requestedBy,
    requestedVia: request.requestedVia ?? undefined,
    requestedAt: request.requestedAt,
    state: request.state,
    version: request.version,
    expiresAt: request.expiresAt,
    decidedAt: request.decidedAt ?? undefined,
    closedAt: request.closedAt ?? undefined,
    closedReason: request.closedReason ?? undefined,
    escalatedAt: request.escalatedAt ?? undefined,
    rules: quorum.rules.map((rule, i) => ({
      ...rule,
      from:
        request.rules[i].from === 'anyone' ? [] : [...request.rules[i].from],
      anyone: request.rules[i].from === 'anyone',
    })),
    exclusions: request.exclusions,
    mine,
  };
}

/** A request with all that belongs to it. @internal */
export function apiDetail(
  item: Approval,
  request: ApprovalRecord,
  more: {
    votes: VoteRecord[];
    delegations: DelegationRecord[];
    comments: CommentRecord[];
    snapshot: SnapshotRecord | undefined;
  },
): ApprovalDetail {
  return {
    ...item,
    subject: request.subject,
    subjectHash: request.subjectHash,
    shown: {
      digest: request.snapshotDigest,
      content: more.snapshot?.content ?? {},
      takenAt: more.snapshot?.takenAt ?? request.requestedAt,
    },
    votes: more.votes.map(vote => ({
      voter: vote.voter,
      kind: vote.kind,
      at: vote.castAt,
      groups: vote.groups,
      authenticatedAt: vote.identity.authenticatedAt ?? undefined,
      subjectHash: vote.subjectHash,
      shownDigest: vote.shownDigest,
      comment: more.comments.find(c => c.voteId === vote.id)?.text,
    })),
    delegations: more.delegations.map(({ delegatedAt, from, to }) => ({
      from,
      to,
      at: delegatedAt,
    })),
    comments: more.comments
      .filter(c => c.voteId === null)
      .map(({ author, text, writtenAt }) => ({ author, text, at: writtenAt })),
  };
}
