import type { ApprovalRule } from '../approvals';
import type { PolicyMember } from './matching';
import { rulesForAll } from './matching';
import {
  approvalRules,
  requirementsOf,
  type VersionedPolicy,
} from './requirements';

/** An operation on a cluster, as far as policies choose by it. @internal */
export type OperationQuestion = {
  environment: string;
  /** The pipelines that it touches, each with its release unit. */
  members: Array<PolicyMember & { unit: string }>;
};

/** Who has to agree to an operation. @internal */
export type OperationApprovals = {
  policyVersion: string;
  /** All of them have to be satisfied; empty where whoever may ask for it needs nobody else. */
  rules: ApprovalRule[];
  pendingHours: number;
  approvedHours: number;
};

/** Where no rule says anything: whatever it does, it does it to what others run. */
const INDEPENDENT: ApprovalRule = {
  name: 'independent approver',
  minApprovals: 1,
  from: 'anyone',
};

/**
 * Who has to agree to an operation: the union of what all rules ask for that apply to any pipeline that it touches, as for a change. In the
 * first of several environments only rules that name operations count, so that there one's own permission is enough unless a policy says so;
 * everywhere else at least one independent person has to.
 *
 * @internal
 */
export function operationApprovals(
  versioned: VersionedPolicy,
  { environment, members }: OperationQuestion,
): OperationApprovals {
  const { policy, version } = versioned;
  const units = [...new Set(members.map(each => each.unit))];
  const questions = (units.length > 0 ? units : ['']).map(unit => ({
    environment,
    kind: 'operation' as const,
    lane: 'normal' as const,
    unit,
    members: members.filter(each => each.unit === unit),
  }));
  const isFirst =
    policy.environments.length > 1 && policy.environments[0] === environment;
  const names = questions.flatMap(question =>
    rulesForAll(policy, question)
      .filter(rule => !isFirst || rule.match?.kinds?.includes('operation'))
      .flatMap(rule => rule.require.approvals ?? []),
  );
  const rules = approvalRules(policy, names);
  const required = questions.map(each => requirementsOf(versioned, each));
  return {
    policyVersion: version,
    rules: rules.length > 0 || isFirst ? rules : [INDEPENDENT],
    pendingHours: Math.min(...required.map(each => each.pendingHours)),
    approvedHours: Math.min(...required.map(each => each.approvedHours)),
  };
}
