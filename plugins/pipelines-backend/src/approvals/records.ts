import type { JsonObject } from '@backstage/types';
import type { ApprovalRule, CountedVote, Exclusion } from './quorum';
import type { RequestState } from './requestState';

/** What can be decided on. @internal */
export type SubjectType =
  | 'promotion'
  | 'policy-change'
  | 'environment-config-change'
  | 'operation'
  | 'exemption'
  | 'slo-change'
  | 'hold-release';

/** A request for a decision. @internal */
export type ApprovalRecord = {
  id: number;
  subjectType: SubjectType;
  /** For example `slo-decision:12`. */
  subjectRef: string;
  subject: JsonObject;
  /** `sha256(JCS({type, ref, subject}))` */
  subjectHash: string;
  title: string;
  /** Entity ref of the person of record. */
  requestedBy: string;
  /** The plugin that asked on behalf of that person. */
  requestedVia: string | null;
  requestedAt: string;
  state: RequestState;
  /** Of the row: each change is compare-and-set on it. */
  version: number;
  rules: ApprovalRule[];
  exclusions: Exclusion[];
  /** Of the live findings that are shown now. */
  snapshotDigest: string;
  approvedTtlSeconds: number;
  /** When it expires in the state that it is in. */
  expiresAt: string;
  decidedAt: string | null;
  closedAt: string | null;
  closedReason: string | null;
  remindedAt: string | null;
  reminders: number;
  escalatedAt: string | null;
};

/** A request to add. @internal */
export type ApprovalToAdd = Omit<
  ApprovalRecord,
  | 'id'
  | 'state'
  | 'version'
  | 'decidedAt'
  | 'closedAt'
  | 'closedReason'
  | 'remindedAt'
  | 'reminders'
  | 'escalatedAt'
>;

/** A vote. @internal */
export type VoteRecord = CountedVote & {
  id: number;
  requestId: number;
  subjectHash: string;
  /** Of the snapshot that the voter was shown. */
  shownDigest: string;
  groups: string[];
  identity: {
    /** What the identity provider calls the voter. */
    subject: string;
    /** When their session's token was issued. */
    authenticatedAt: string | null;
  };
  castAt: string;
  /** Of the request, after it. */
  version: number;
};

/** What somebody wrote. @internal */
export type CommentRecord = {
  id: number;
  requestId: number;
  voteId: number | null;
  author: string;
  text: string;
  writtenAt: string;
};

/** Live findings as they were shown. @internal */
export type SnapshotRecord = {
  digest: string;
  content: JsonObject;
  takenAt: string;
};

/** A right that was passed on. @internal */
export type DelegationRecord = {
  from: string;
  to: string;
  delegatedAt: string;
};
