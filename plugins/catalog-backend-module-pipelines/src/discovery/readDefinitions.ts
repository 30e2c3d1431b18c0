import type {
  DiscoveredDefinition,
  PipelinesClient,
} from '@sluice/plugin-pipelines-common';

/** The largest page that the API gives. */
const PAGE_SIZE = 1000;

/**
 * Reads every discovered definition, over all pages. One that shows up twice, because the list changed between two
 * pages, counts once, as it was read last.
 *
 * @throws any error of the API. What was read until then is of no use: a part of the list would look like deletions
 * @internal
 */
export async function readDefinitions(options: {
  client: PipelinesClient;
  signal?: AbortSignal;
}): Promise<DiscoveredDefinition[]> {
  const { client, signal } = options;
  const definitions = new Map<string, DiscoveredDefinition>();
  const seenCursors = new Set<string>();
  let cursor: string | undefined;
  do {
    const { data } = await client.GET('/definitions', {
      params: { query: { limit: PAGE_SIZE, cursor } },
      signal,
    });
    if (!data) {
      throw new Error('The list of discovered pipelines came without a body');
    }
    for (const definition of data.items) {
      definitions.set(definitionKey(definition), definition);
    }
    cursor = data.nextCursor;
    if (cursor !== undefined && seenCursors.has(cursor)) {
      throw new Error(
        'The list of discovered pipelines gave the same page twice, so it would never end',
      );
    }
    if (cursor !== undefined) seenCursors.add(cursor);
  } while (cursor !== undefined);
  return [...definitions.values()];
}

/** What tells definitions apart. @internal */
export function definitionKey(definition: {
  technology: string;
  externalId: string;
}): string {
  return `${definition.technology}:${definition.externalId}`;
}
