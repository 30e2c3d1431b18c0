import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  type ChangesQuery,
  pipelineReadPermission,
  type RunsQuery,
} from '@sluice/plugin-pipelines-common';
import type { Request, Router } from 'express';
import type { Access } from '../authorize';
import type { FleetRecord } from '../fleet';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import type { RouterOptions } from './createRouter';
import { readTasks } from './readTasks';
import { apiRun } from './apiRun';

const PIPELINE = '/entities/:kind/:namespace/:name';

/** One pipeline: its overview, runs, tasks, lineage and pages. @internal */
export function addPipelineRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { authorize, changes, docs, fleet, lineage, observations, slos } =
    options;

  /** The pipeline that a request is about, if the caller may see it. */
  async function requested(
    req: Request,
  ): Promise<{ record: FleetRecord; access: Access }> {
    const access = await authorize(req, pipelineReadPermission);
    const { kind, namespace, name } = req.params;
    const entityRef = stringifyEntityRef({ kind, namespace, name });
    const record = await fleet.find(entityRef, access.scope);
    if (record) return { record, access };
    if (await fleet.find(entityRef, {})) {
      throw new NotAllowedError(`You may not see ${entityRef}`);
    }
    throw new NotFoundError(
      `${entityRef} is not a pipeline of the catalog; a new one shows up within a minute`,
    );
  }

  router.get(PIPELINE, async (req, res) => {
    const { record } = await requested(req);
    res.json(await fleet.overview(record));
  });

  router.get(`${PIPELINE}/runs`, async (req, res) => {
    const { record } = await requested(req);
    const query = req.query as RunsQuery;
    const { environment, state, cursor, limit = 50 } = query;
    const list = { pipeline: record.id, environment, state };
    const [runAfter, id] = cursor
      ? decodeCursor(cursor, list, ['string', 'number'])
      : [];
    const { runs, total } = await observations.runs(
      record.id,
      { environment, states: state },
      {
        limit: limit + 1,
        after: cursor
          ? { runAfter: runAfter as string, id: id as number }
          : undefined,
      },
    );
    const page = runs.slice(0, limit);
    const last = page.at(-1);
    res.json({
      items: page.map(run =>
        apiRun(run, observations.source(run.sourceId)?.demo ?? record.demo),
      ),
      totalItems: total,
      nextCursor:
        last && runs.length > limit
          ? encodeCursor(list, [last.runAfter, last.id])
          : undefined,
    });
  });

  router.get(`${PIPELINE}/runs/:runId/tasks`, async (req, res) => {
    const { record } = await requested(req);
    const { runId } = req.params;
    const found = /^\d{1,9}$/.test(runId)
      ? await observations.run(record.id, Number(runId))
      : undefined;
    if (!found) {
      throw new NotFoundError(`${record.entityRef} has no run ${runId}`);
    }
    const closed = new AbortController();
    res.on('close', () => closed.abort());
    res.json(await readTasks(observations, found, closed.signal));
  });

  router.get(`${PIPELINE}/lineage`, async (req, res) => {
    const { record, access } = await requested(req);
    const depth = Number(req.query.depth ?? 2);
    const { entityRef } = record;
    res.json(await lineage.read({ entityRef, depth, ...access }));
  });

  router.get(`${PIPELINE}/slos`, async (req, res) => {
    const { record } = await requested(req);
    res.json({ items: await slos.service.ofPipeline(record) });
  });

  router.get(`${PIPELINE}/changes`, async (req, res) => {
    const { record, access } = await requested(req);
    const query = req.query as ChangesQuery;
    res.json(await changes.before(record, query, access.scope));
  });

  router.get(`${PIPELINE}/docs`, async (req, res) => {
    const { record } = await requested(req);
    const page = req.query.page === 'runbook' ? 'runbook' : 'docs';
    const location = record[page];
    if (!location) {
      throw new NotFoundError(
        `${record.entityRef} has no ${page}: set the annotation sluice.dev/${page}`,
      );
    }
    const markdown = await docs.docs.read(location, record.locationRef);
    res.json({ markdown, location });
  });
}
