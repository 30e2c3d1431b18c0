import type { ApprovalRule } from '../approvals';
import { type PolicyMember, rulesFor } from './matching';
import { approvalRules, type VersionedPolicy } from './requirements';

/** What a policy says of an exemption from a check. @internal */
export type ExemptionTerms = {
  policyVersion: string;
  /** All of them have to be satisfied; empty where no rule says who approves. */
  rules: ApprovalRule[];
  /** It lasts at most so many days, from 1 to 90; undefined where no rule says anything. */
  maxDays: number | undefined;
};

/**
 * Who has to agree that a pipeline needn't pass a check, and for how long at most: the union of what all rules ask for that name exemptions and are about the
 * pipeline, in the last environment, which is what scorecards are about. Other rules aren't about exemptions: what it takes to deploy says nothing of them.
 *
 * @internal
 */
export function exemptionTerms(
  { policy, version }: VersionedPolicy,
  member: PolicyMember & { unit: string },
): ExemptionTerms {
  const rules = rulesFor(
    policy,
    {
      environment: policy.environments.at(-1)!,
      kind: 'exemption',
      lane: 'normal',
      unit: member.unit,
      members: [member],
    },
    member,
  ).filter(rule => rule.match?.kinds?.includes('exemption'));
  const days = rules.flatMap(rule => rule.require.exemptionDays ?? []);
  return {
    policyVersion: version,
    rules: approvalRules(
      policy,
      rules.flatMap(rule => rule.require.approvals ?? []),
    ),
    maxDays: days.length > 0 ? Math.min(...days) : undefined,
  };
}
