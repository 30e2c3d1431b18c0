import type { Policy, PolicyMatch, PolicyRule } from './policySchema';

/** A pipeline that a change touches, as far as policies choose by it. @internal */
export type PolicyMember = {
  entityRef: string;
  type: string;
  tier: number;
  classification: string[];
  /** Entity ref. */
  owner: string;
  /** Entity ref. */
  domain?: string;
};

/** What a policy is asked about. @internal */
export type PolicyQuestion = {
  environment: string;
  kind: 'promote' | 'rollback' | 'redeploy' | 'operation' | 'exemption';
  lane: 'normal' | 'hotfix';
  unit: string;
  /** Those that the change touches. */
  members: PolicyMember[];
};

/**
 * Whether what is asked about is what the rule is about: all its fields hold, those about pipelines for one and the same.
 *
 * @param member - undefined for a change that touches none
 * @internal
 */
export function isAbout(
  match: PolicyMatch | undefined,
  question: Pick<PolicyQuestion, 'environment' | 'kind' | 'lane' | 'unit'>,
  member: PolicyMember | undefined,
): boolean {
  if (!match) return true;
  const { environments, kinds, lanes, units } = match;
  return (
    includes(environments, question.environment) &&
    includes(kinds, question.kind) &&
    includes(lanes, question.lane) &&
    includes(units, question.unit) &&
    (member ? isAboutMember(match, member) : !choosesMembers(match))
  );
}

/** Whether a match is about some pipelines and not others. @internal */
export function choosesMembers(match: PolicyMatch | undefined): boolean {
  const { classifications, domains, owners, tiers, types } = match ?? {};
  return [classifications, domains, owners, tiers, types].some(Boolean);
}

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

function isAboutMember(match: PolicyMatch, member: PolicyMember): boolean {
  const { classifications, domains, owners, tiers, types } = match;
  return (
    includes(types, member.type) &&
    includes(tiers, member.tier) &&
    includes(owners, member.owner.toLocaleLowerCase('en-US')) &&
    includes(domains, member.domain?.toLocaleLowerCase('en-US')) &&
    (!classifications ||
      classifications.some(each => member.classification.includes(each)))
  );
}

function includes<T>(list: readonly T[] | undefined, value: unknown): boolean {
  return !list || list.includes(value as T);
}
