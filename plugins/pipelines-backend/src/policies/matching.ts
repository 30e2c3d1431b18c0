import {
  isAbout,
  type Policy,
  type PolicyMember,
  type PolicyQuestion,
  type PolicyRule,
} from '@sluice/plugin-pipelines-node/documents';

export { isAbout, type PolicyMember, type PolicyQuestion };

/** The rules that apply to a change of one pipeline, in their order. @internal */
export function rulesFor(
  policy: Policy,
  question: PolicyQuestion,
  member: PolicyMember | undefined,
): PolicyRule[] {
  return policy.rules.filter(rule => isAbout(rule.match, question, member));
}

/** The rules that apply to a change, each once and in their order: those of any of its members. @internal */
export function rulesForAll(
  policy: Policy,
  question: PolicyQuestion,
): PolicyRule[] {
  const found = new Set(
    membersOf(question).flatMap(member => rulesFor(policy, question, member)),
  );
  return policy.rules.filter(rule => found.has(rule));
}

/** The members, or one that stands for a change that touches none. @internal */
export function membersOf(
  question: Pick<PolicyQuestion, 'members'>,
): Array<PolicyMember | undefined> {
  return question.members.length > 0 ? question.members : [undefined];
}
