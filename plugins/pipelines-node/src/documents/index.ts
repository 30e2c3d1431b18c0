/**
 * What people write in files and Sluice takes in: policies of delivery and scorecards. Read without a portal, so that CI can.
 *
 * @packageDocumentation
 */
export { factProblems, operatorOf } from './factProblems';
export * from './policyMatching';
export { policyProblems, type PolicySurroundings } from './policyProblems';
export * from './policySchema';
export {
  checkPolicyContent,
  type ReadPolicy,
  readPolicyText,
} from './readPolicyText';
export { readScorecards, type ScorecardFile } from './readScorecards';
export * from './scorecardSchema';
export * from './windowStarts';
