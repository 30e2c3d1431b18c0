import { type ApprovalRule, type People, unsatisfiable } from '../approvals';
import type { Policy } from '@sluice/plugin-pipelines-node/documents';
import { approvalRules } from './requirements';

/** Every group and user that a policy names, each once. @internal */
export function peopleOf({ approvers, breakGlass }: Policy): string[] {
  return [
    ...new Set([
      ...approvers.flatMap(({ deputies, fallbackApprovers, from }) => [
        ...(from === 'anyone' ? [] : from),
        ...(deputies ?? []),
        ...(fallbackApprovers ?? []),
      ]),
      ...(breakGlass?.from ?? []),
    ]),
  ];
}

/**
 * Why people can't do what a policy asks of them: a group or user that isn't there, a group of fewer than two without a deputy, more
 * approvals than there are people.
 *
 * @param people - everybody of {@link peopleOf}, looked up
 * @returns sentences that begin with the path or the name of a rule; empty if all is well
 * @internal
 */
export function peopleProblems(policy: Policy, people: People): string[] {
  const { approvers, breakGlass } = policy;
  const missing = [
    ...approvers.flatMap(({ deputies, fallbackApprovers, from }, i) => [
      ...absent(`approvers[${i}].from`, from === 'anyone' ? [] : from, people),
      ...absent(`approvers[${i}].deputies`, deputies ?? [], people),
      ...absent(
        `approvers[${i}].fallbackApprovers`,
        fallbackApprovers ?? [],
        people,
      ),
    ]),
    ...absent('breakGlass.from', breakGlass?.from ?? [], people),
  ];
  if (missing.length > 0) return missing;
  const problems = requestsOf(policy).flatMap(({ path, rules }) =>
    unsatisfiable({ rules, exclusions: [], people }).map(
      problem => `${path}: ${problem}`,
    ),
  );
  return [...new Set(problems)];
}

/** The approvals that a rule asks for together, with and without those that are added. */
function requestsOf(
  policy: Policy,
): Array<{ path: string; rules: ApprovalRule[] }> {
  return [
    ...policy.rules.flatMap(
      ({ require: { approvals = [], raised = [] } }, i) => {
        const names = [...approvals, ...raised];
        return names.length === 0
          ? []
          : [
              {
                path: `rules[${i}].require`,
                rules: approvalRules(policy, names),
              },
            ];
      },
    ),
    {
      path: 'policyChanges',
      rules: changeRules(policy),
    },
  ];
}

/** Who approves a change of this policy: whom it says, else one human who didn't write it. @internal */
export function changeRules(policy: Policy): ApprovalRule[] {
  const named = policy.policyChanges?.approvals;
  return named
    ? approvalRules(policy, named)
    : [{ name: 'policy change', minApprovals: 1, from: 'anyone' }];
}

function absent(path: string, refs: string[], people: People): string[] {
  return refs.flatMap(ref => {
    if (ref.startsWith('group:')) {
      return people.members.has(ref)
        ? []
        : [`${path} names ${ref}, a group that the catalog does not know`];
    }
    return people.humans.has(ref)
      ? []
      : [`${path} names ${ref}, which is no human that the catalog knows`];
  });
}
