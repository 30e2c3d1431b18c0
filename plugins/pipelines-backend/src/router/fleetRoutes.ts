import { setImmediate } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  type FleetQuery,
  pipelineReadPermission,
} from '@sluice/plugin-pipelines-common';
import type { Request, Router } from 'express';
import type { FleetFilter } from '../fleet';
import { csvRecord, fleetCsv } from '../fleet';
import type { RouterOptions } from './createRouter';

/** The fleet: the page, the file, the wall and the figures above. @internal */
export function addFleetRoutes(router: Router, options: RouterOptions): void {
  const { authorize, fleet } = options;

  router.get('/fleet', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    res.json(await fleet.page(query<FleetQuery>(req), scope));
  });

  router.get('/fleet.csv', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    const pages = fleet.all(query<FleetQuery>(req), scope);
    // The first page is read before anything is sent, so that an error is still an error.
    const first = await pages.next();
    res.setHeader('Content-Type', 'text/csv; charset=utf-8');
    res.setHeader('Content-Disposition', 'attachment; filename="fleet.csv"');
    async function* records() {
      yield* (first.value ?? []).map(csvRecord);
      for await (const page of pages) {
        yield* page.map(csvRecord);
        await setImmediate();
      }
    }
    await pipeline(Readable.from(records()), fleetCsv(), res);
  });

  router.get('/fleet/wall', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    res.json({ items: await fleet.wall(query<FleetFilter>(req), scope) });
  });

  router.get('/fleet/summary', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    res.json(await fleet.summary(scope));
  });
}

/** The query as the OpenAPI file describes it; the validation has made it so. */
function query<T>(req: Request): T {
  return req.query as T;
}
