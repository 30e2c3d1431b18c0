import { parseEntityRef } from '@backstage/catalog-model';
import type { SloSelector } from '@sluice/plugin-pipelines-common';
import type { PipelineFacts } from '../fleet';
import { wildcard } from './wildcard';

/**
 * The pipelines that an SLO of an entity is about: the pipeline itself, or those of the System, Domain or Group that its
 * selector takes.
 *
 * @returns their ids, in the order of `pipelines`
 * @internal
 */
export function membersOf(
  slo: { entityRef: string; selector?: SloSelector },
  pipelines: PipelineFacts[],
): number[] {
  const belongs = belongsTo(slo.entityRef);
  const matches = selectorMatcher(slo.selector);
  return pipelines.filter(p => belongs(p) && matches(p)).map(p => p.id);
}

function belongsTo(entityRef: string): (pipeline: PipelineFacts) => boolean {
  switch (parseEntityRef(entityRef).kind.toLocaleLowerCase('en-US')) {
    case 'component':
      return p => p.entityRef === entityRef;
    case 'system':
      return p => p.system === entityRef;
    case 'domain':
      return p => p.domain === entityRef;
    case 'group':
      return p => p.owner === entityRef;
    default:
      return () => false;
  }
}

function selectorMatcher(
  selector: SloSelector = {},
): (pipeline: PipelineFacts) => boolean {
  const { types, tiers, lifecycles, classifications } = selector;
  const name =
    selector.name === undefined ? undefined : wildcard(selector.name);
  return p =>
    (!types || types.includes(p.type)) &&
    (!tiers || tiers.includes(p.tier)) &&
    (!lifecycles || lifecycles.includes(p.lifecycle)) &&
    (!classifications ||
      p.classification.some(c => classifications.includes(c))) &&
    (!name || name.test(p.name));
}
