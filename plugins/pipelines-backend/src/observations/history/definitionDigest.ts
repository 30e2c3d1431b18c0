import { createHash } from 'node:crypto';
import type { PipelineDefinition } from '@sluice/plugin-pipelines-node';

/** What somebody sets of a definition; the rest moves by itself, or only describes. @internal */
export const KEPT_FIELDS = [
  'type',
  'schedule',
  'timezone',
  'paused',
  'tags',
  'owners',
] as const satisfies ReadonlyArray<keyof PipelineDefinition>;

/** What of a definition is kept in history. @internal */
export type KeptDefinition = Pick<
  PipelineDefinition,
  (typeof KEPT_FIELDS)[number]
>;

/** The part of a definition that is kept: lists in order, so that another order is no change. @internal */
export function keptDefinition(definition: PipelineDefinition): KeptDefinition {
  const { owners, paused, schedule, tags, timezone, type } = definition;
  return {
    type,
    schedule,
    timezone,
    paused,
    tags: tags && [...tags].sort(),
    owners: owners && [...owners].sort(),
  };
}

/** Tells whether two definitions say the same; "" for one that is gone. @internal */
export function definitionDigest(
  definition: PipelineDefinition | undefined,
): string {
  if (!definition) return '';
  const kept = keptDefinition(definition);
  return createHash('sha256')
    .update(JSON.stringify(KEPT_FIELDS.map(field => kept[field] ?? null)))
    .digest('hex');
}
