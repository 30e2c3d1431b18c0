import type { JsonObject } from '@backstage/types';
import type { PromotionPlan } from '@sluice/plugin-pipelines-common';
import { canonicalJson } from '../../canonical/digest';

/**
 * The resolved, non-secret values of an environment that change. They are no part of a release: a change of them alone is a redeployment.
 *
 * @param before - as they were deployed last; undefined if nobody knows
 * @param now - as they would be deployed
 * @returns by key, in order; undefined if nobody knows
 * @internal
 */
export function configChanges(
  before: JsonObject | undefined,
  now: JsonObject,
): PromotionPlan['configChanges'] {
  if (!before) return undefined;
  const text = (value: unknown) =>
    typeof value === 'string' || value === undefined
      ? value
      : canonicalJson(value);
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .sort()
    .flatMap(key => {
      const from = text(before[key]);
      const to = text(now[key]);
      return from === to ? [] : [{ key, from, to }];
    });
}
