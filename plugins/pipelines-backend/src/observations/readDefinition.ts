import { PIPELINE_TYPES } from '@sluice/plugin-pipelines-common';
import type { PipelineDefinition } from '@sluice/plugin-pipelines-node';
import { checkId, cleanText, httpUrl, toStoredTime } from './readRun';

/** The longest description that is kept, in characters. */
const MAX_DESCRIPTION_LENGTH = 5000;

/**
 * Checks one definition that a source lists, so that one bad one costs that one alone.
 *
 * @returns the definition as it is stored, or in words why it can't be
 * @internal
 */
export function readDefinition(
  definition: PipelineDefinition,
): { definition: PipelineDefinition } | { reason: string } {
  const problem = checkId('externalId', definition.externalId);
  if (problem) return { reason: problem };
  if (!PIPELINE_TYPES.includes(definition.type)) {
    return { reason: `its type ${JSON.stringify(definition.type)} is unknown` };
  }
  const nextRunAt = definition.nextRunAt
    ? toStoredTime(definition.nextRunAt)
    : undefined;
  return {
    definition: {
      externalId: definition.externalId,
      type: definition.type,
      title: text(definition.title),
      description: text(definition.description)?.slice(
        0,
        MAX_DESCRIPTION_LENGTH,
      ),
      tags: definition.tags?.map(tag => String(tag)),
      owners: definition.owners?.map(owner => String(owner)),
      schedule: text(definition.schedule),
      timezone: text(definition.timezone),
      nextRunAt,
      paused: Boolean(definition.paused),
      url: httpUrl(definition.url) ?? undefined,
    },
  };
}

function text(value: string | undefined): string | undefined {
  return cleanText(value) ?? undefined;
}
