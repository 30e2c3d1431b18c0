import type { PromotionPlan } from '@sluice/plugin-pipelines-common';

/**
 * A value of the environment that changes, as it stands in a config: `pool: small → large`. One that comes or goes has nothing on its side.
 *
 * @internal
 */
export function configChangeText({
  from,
  key,
  to,
}: NonNullable<PromotionPlan['configChanges']>[number]): string {
  return `${key}: ${from ?? '—'} → ${to ?? '—'}`;
}
