import type {
  FleetRow,
  PipelinesClient,
} from '@sluice/plugin-pipelines-common';
import DataLoader from 'dataloader';

/** How many pipelines the API takes by name in one request. */
const MAX_BATCH = 100;

const loaders = new WeakMap<
  PipelinesClient,
  DataLoader<string, FleetRow | undefined>
>();

/**
 * Reads single pipelines, those of one turn of the event loop in one request: a page of search results asks once.
 * Nothing is cached here; that is the query cache's task.
 *
 * @internal
 */
export function rowLoaderFor(
  api: PipelinesClient,
): DataLoader<string, FleetRow | undefined> {
  let loader = loaders.get(api);
  if (!loader) {
    loader = new DataLoader(refs => readRows(api, [...new Set(refs)], refs), {
      cache: false,
      maxBatchSize: MAX_BATCH,
    });
    loaders.set(api, loader);
  }
  return loader;
}

async function readRows(
  api: PipelinesClient,
  entityRef: string[],
  refs: readonly string[],
): Promise<(FleetRow | undefined)[]> {
  const { data } = await api.GET('/fleet', {
    params: { query: { entityRef, limit: MAX_BATCH, facets: false } },
  });
  const rows = new Map(data!.items.map(row => [row.entityRef, row]));
  return refs.map(ref => rows.get(ref));
}
