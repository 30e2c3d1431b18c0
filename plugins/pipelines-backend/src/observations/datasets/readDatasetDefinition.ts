import { DATASET_TYPES } from '@sluice/plugin-pipelines-common';
import type { DatasetDefinition } from '@sluice/plugin-pipelines-node';
import { checkId, cleanText } from '../readRun';

/** The longest description that is kept, in characters. */
const MAX_DESCRIPTION_LENGTH = 5000;

/**
 * Checks one dataset that a source lists, so that one bad one costs that one alone.
 *
 * @returns the definition as it is stored, or in words why it can't be
 * @internal
 */
export function readDatasetDefinition(
  definition: DatasetDefinition,
): { definition: DatasetDefinition } | { reason: string } {
  const { externalId, name, type } = definition;
  const problem = checkId('externalId', externalId) ?? checkId('name', name);
  if (problem) return { reason: problem };
  if (type !== undefined && !DATASET_TYPES.includes(type)) {
    return { reason: `its type ${JSON.stringify(type)} is unknown` };
  }
  return {
    definition: {
      externalId,
      type,
      name,
      description: cleanText(definition.description)?.slice(
        0,
        MAX_DESCRIPTION_LENGTH,
      ),
      madeFrom: definition.madeFrom?.map(String),
      writtenBy: definition.writtenBy?.map(String),
      readBy: definition.readBy?.map(String),
    },
  };
}
