/*
 * Decisions of people over typed subjects. A context brings a `SubjectKind`, asks by `requests`, and uses what was approved by
 * `consuming`; nobody else touches the tables.
 */
export {
  createApprovals,
  type Approvals,
  type ApprovalsConfig,
} from './createApprovals';
export type { PeopleDirectory, Person } from './CatalogPeople';
export type { InboxView } from './InboxService';
export {
  unsatisfiable,
  type ApprovalRule,
  type Exclusion,
  type People,
} from './quorum';
export type { ApprovalRecord, SubjectType, VoteRecord } from './records';
export type { RequestState } from './requestState';
export type { ApprovalToRequest, CheckedRules } from './RequestService';
export { subjectHash, type Asker, type SubjectKind } from './SubjectKind';
export type { Ballot, Voter } from './VotingService';
