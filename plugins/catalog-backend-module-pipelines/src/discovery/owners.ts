import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { DiscoveredDefinition } from '@sluice/plugin-pipelines-common';
import { tagValue } from './tags';

/**
 * Groups that may own a discovered pipeline, the likeliest first: the tag `team:x`, then whom the source calls its
 * owners. Whether they exist has to be looked up.
 *
 * @returns entity refs of groups
 * @internal
 */
export function ownerCandidates(
  definition: Pick<DiscoveredDefinition, 'tags' | 'owners'>,
): string[] {
  const { tags = [], owners = [] } = definition;
  return [tagValue(tags, 'team'), ...owners].flatMap(
    value => groupRef(value) ?? [],
  );
}

function groupRef(value: string | undefined): string | undefined {
  if (!value) return undefined;
  try {
    const ref = stringifyEntityRef(
      parseEntityRef(value, {
        defaultKind: 'group',
        defaultNamespace: 'default',
      }),
    );
    return /^group:[a-z0-9-]+\/[a-z0-9._-]+$/.test(ref) ? ref : undefined;
  } catch {
    return undefined;
  }
}
