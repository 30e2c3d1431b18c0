import {
  type DiscoveredDataset,
  sourceReadPermission,
} from '@sluice/plugin-pipelines-common';
import type { Router } from 'express';
import type { FleetService } from '../fleet';
import type { DefinedDataset, ObservationService } from '../observations';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import type { RouterOptions } from './createRouter';

/** Datasets that sources found. @internal */
export function addDatasetRoutes(router: Router, options: RouterOptions): void {
  const { authorize, datasets, fleet, observations } = options;

  router.get('/datasets', async (req, res) => {
    await authorize(req, sourceReadPermission);
    const cursor = req.query.cursor as string | undefined;
    const limit = Number(req.query.limit ?? 500);
    const afterId = cursor
      ? (decodeCursor(cursor, 'datasets', ['number'])[0] as number)
      : 0;
    const found = await datasets.definitions({
      sourceIds: observations.sourceIds,
      afterId,
      limit: limit + 1,
    });
    const page = found.slice(0, limit);
    const pipelines = await pipelinesOf(page, observations, fleet);
    res.json({
      items: page.map(dataset => ({
        ...apiDataset(dataset, pipelines),
        demo: dataset.definitions.every(
          d => observations.source(d.sourceId)?.demo,
        ),
      })),
      nextCursor:
        found.length > limit
          ? encodeCursor('datasets', [page[page.length - 1].id])
          : undefined,
    });
  });
}

/** The pipeline of the fleet behind what a technology calls one. */
type FoundPipelines = Map<string, { entityRef: string; owner: string }>;

async function pipelinesOf(
  page: DefinedDataset[],
  observations: ObservationService,
  fleet: FleetService,
): Promise<FoundPipelines> {
  const names = page.flatMap(({ definitions, technology }) =>
    definitions.flatMap(({ definition }) =>
      [...(definition.writtenBy ?? []), ...(definition.readBy ?? [])].map(
        externalId => ({ technology, externalId }),
      ),
    ),
  );
  const bound = await observations.bound(names);
  const refs = await fleet.refs(bound.map(({ pipelineId }) => pipelineId));
  // The caller may see all that sources found.
  const records = await fleet.findAll([...new Set(refs.values())], {});
  return new Map(
    bound.flatMap(({ externalId, pipelineId, technology }) => {
      const record = records.get(refs.get(pipelineId) ?? '');
      return record ? [[`${technology} ${externalId}`, record] as const] : [];
    }),
  );
}

/** What all its sources say together; the words are those of the last one by name. */
function apiDataset(
  dataset: DefinedDataset,
  pipelines: FoundPipelines,
): DiscoveredDataset {
  const { declared, definitions, entityRef, externalId, technology } = dataset;
  const { description, name, type } = definitions.at(-1)!.definition;
  const all = (field: 'madeFrom' | 'writtenBy' | 'readBy') => [
    ...new Set(definitions.flatMap(d => d.definition[field] ?? [])),
  ];
  const found = (ids: string[]) =>
    ids.flatMap(id => pipelines.get(`${technology} ${id}`) ?? []);
  const writers = found(all('writtenBy'));
  return {
    technology,
    externalId,
    type,
    name,
    description,
    madeFrom: all('madeFrom'),
    writtenBy: writers.map(p => p.entityRef),
    readBy: found(all('readBy')).map(p => p.entityRef),
    owner: writers[0]?.owner,
    declaredAs: declared && entityRef ? entityRef : undefined,
    sources: definitions.map(d => d.sourceId),
  };
}
