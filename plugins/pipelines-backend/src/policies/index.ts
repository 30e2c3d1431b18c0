/*
 * The policy of delivery: what a promotion has to fulfil, when it may start, and who may change that. The other contexts use what is
 * exported here, never the tables.
 */
export type { PoliciesConfig } from './configuredPolicy';
export { createPolicies, type Policies } from './createPolicies';
export { exemptionTerms, type ExemptionTerms } from './exemptionTerms';
export type { PolicyMember, PolicyQuestion } from './matching';
export {
  operationApprovals,
  type OperationApprovals,
  type OperationQuestion,
} from './operationApprovals';
export type { Policy } from '@sluice/plugin-pipelines-node/documents';
export type {
  PolicyInForce,
  PolicyService,
  PolicyStanding,
} from './PolicyService';
export type { PolicyRecord } from './PolicyStore';
export { policyYaml } from './policyText';
export {
  approvalRules,
  requirementsOf,
  type Requirements,
  type VersionedPolicy,
} from './requirements';
export { reviewBy } from './reviewBy';
export {
  type DiffFacts,
  standardChange,
  type StandardChangeAnswer,
  type TemplateUses,
} from './standardChange';
export { windowAt, type WindowState } from './windows';
export type { Calendars } from './windowTimes';
