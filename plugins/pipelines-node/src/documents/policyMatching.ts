import type { PolicyMatch } from './policySchema';

/** A pipeline that a change touches, as far as policies choose by it. @public */
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

/** What a policy is asked about. @public */
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
 * @public
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

/** Whether a match is about some pipelines and not others. @public */
export function choosesMembers(match: PolicyMatch | undefined): boolean {
  const { classifications, domains, owners, tiers, types } = match ?? {};
  return [classifications, domains, owners, tiers, types].some(Boolean);
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
