import { ResponseError } from '@backstage/errors';
import type {
  DiscoveredDataset,
  DiscoveredDefinition,
  PipelinesClient,
} from '@sluice/plugin-pipelines-common';

/** The largest page that the API gives. */
const PAGE_SIZE = 1000;

/**
 * Reads every pipeline that sources found and nobody declared, over all pages.
 *
 * @throws any error of the API. What was read until then is of no use: a part of the list would look like deletions
 * @internal
 */
export async function readDefinitions(options: {
  client: PipelinesClient;
  signal?: AbortSignal;
}): Promise<DiscoveredDefinition[]> {
  const { client, signal } = options;
  return readPages('pipelines', async query => {
    const { data } = await client.GET('/definitions', {
      params: { query },
      signal,
    });
    return data;
  });
}

/**
 * Reads every dataset that sources found, over all pages. A pipelines backend that is older than this module has none.
 *
 * @throws any other error of the API
 * @internal
 */
export async function readDatasets(options: {
  client: PipelinesClient;
  signal?: AbortSignal;
}): Promise<DiscoveredDataset[]> {
  const { client, signal } = options;
  return readPages('datasets', async query => {
    try {
      const { data } = await client.GET('/datasets', {
        params: { query },
        signal,
      });
      return data;
    } catch (error) {
      if (error instanceof ResponseError && error.statusCode === 404)
        return { items: [] };
      throw error;
    }
  });
}

/** One that shows up twice, because the list changed between two pages, counts once, as it was read last. */
async function readPages<T extends { technology: string; externalId: string }>(
  what: string,
  read: (query: {
    limit: number;
    cursor?: string;
  }) => Promise<{ items: T[]; nextCursor?: string } | undefined>,
): Promise<T[]> {
  const found = new Map<string, T>();
  const seenCursors = new Set<string>();
  let cursor: string | undefined;
  do {
    const data = await read({ limit: PAGE_SIZE, cursor });
    if (!data) {
      throw new Error(`The list of discovered ${what} came without a body`);
    }
    for (const each of data.items) found.set(definitionKey(each), each);
    cursor = data.nextCursor;
    if (cursor !== undefined && seenCursors.has(cursor)) {
      throw new Error(
        `The list of discovered ${what} gave the same page twice, so it would never end`,
      );
    }
    if (cursor !== undefined) seenCursors.add(cursor);
  } while (cursor !== undefined);
  return [...found.values()];
}

/** What tells definitions apart. @internal */
export function definitionKey(definition: {
  technology: string;
  externalId: string;
}): string {
  return `${definition.technology}:${definition.externalId}`;
}
