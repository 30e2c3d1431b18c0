import type { ScorecardFilter } from '@sluice/plugin-pipelines-node/documents';

/** A pipeline, as far as scorecards choose by it. @internal */
export type ScorecardSubject = {
  entityRef: string;
  type: string;
  tier: number;
  lifecycle: string;
  classification: string[];
  /** Entity ref. */
  owner: string;
  /** Entity ref. */
  domain?: string;
};

/** Whether a filter means a pipeline: all its fields hold. @internal */
export function appliesTo(
  filter: ScorecardFilter | undefined,
  subject: ScorecardSubject,
): boolean {
  if (!filter) return true;
  const { classifications, domains, lifecycles, owners, tiers, types } = filter;
  return (
    includes(types, subject.type) &&
    includes(tiers, subject.tier) &&
    includes(lifecycles, subject.lifecycle) &&
    includes(owners, subject.owner.toLocaleLowerCase('en-US')) &&
    includes(domains, subject.domain?.toLocaleLowerCase('en-US')) &&
    (!classifications ||
      classifications.some(each => subject.classification.includes(each)))
  );
}

function includes<T>(list: readonly T[] | undefined, value: unknown): boolean {
  return !list || list.includes(value as T);
}
