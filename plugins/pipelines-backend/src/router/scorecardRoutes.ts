import { setImmediate } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  costReadPermission,
  exemptionRequestPermission,
  type LevelChangesQuery,
  pipelineReadPermission,
  type ScorecardResultsQuery,
} from '@sluice/plugin-pipelines-common';
import type { Request, Router } from 'express';
import { scopeIfAllowed } from '../authorize';
import { scorecardCsv, scorecardCsvRecords } from '../scorecards';
import type { RouterOptions } from './createRouter';

const DEFAULT_DAYS = 90;

/** Where pipelines and owners stand, and campaigns. @internal */
export function addScorecardRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { authorize, fleet, scorecards } = options;
  const { campaigns, months, queries, results } = scorecards;

  router.get('/scorecards', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    res.json(await queries.list(scope));
  });

  router.get('/scorecards/:scorecardId', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    res.json(await queries.matrix(req.params.scorecardId, daysOf(req), scope));
  });

  router.get('/scorecards/:scorecardId/results', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    const query = req.query as ScorecardResultsQuery;
    res.json(
      await results.page(
        req.params.scorecardId,
        { ...query, limit: Number(query.limit ?? 50) },
        scope,
      ),
    );
  });

  router.get('/scorecards/:scorecardId/results.csv', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    const { scorecardId } = req.params;
    const { owner } = req.query as ScorecardResultsQuery;
    const pages = results.all(scorecardId, { owner }, scope);
    // The first page is read before anything is sent, so that an error is still an error.
    const first = await pages.next();
    res.setHeader('Content-Type', 'text/csv; charset=utf-8');
    res.setHeader(
      'Content-Disposition',
      `attachment; filename="${scorecardId}.csv"`,
    );
    async function* records() {
      yield* (first.value ?? []).flatMap(scorecardCsvRecords);
      for await (const page of pages) {
        yield* page.flatMap(scorecardCsvRecords);
        await setImmediate();
      }
    }
    await pipeline(Readable.from(records()), scorecardCsv(), res);
  });

  router.get('/scorecards/:scorecardId/changes', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    const query = req.query as LevelChangesQuery;
    res.json(
      await results.changes(
        req.params.scorecardId,
        { ...query, limit: Number(query.limit ?? 50) },
        scope,
      ),
    );
  });

  router.get(
    '/entities/:kind/:namespace/:name/scorecards',
    async (req, res) => {
      const { scope } = await authorize(req, pipelineReadPermission);
      const record = await fleet.find(refOf(req), scope);
      if (!record) {
        throw new NotFoundError(
          `There is no pipeline ${refOf(req)} that you may see`,
        );
      }
      const mayRequest = await mayRequestFor(req, record.entityRef);
      res.json({
        items: await queries.ofPipeline(record.entityRef, scope, mayRequest),
      });
    },
  );

  router.get('/scorecard-owners/:kind/:namespace/:name', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    res.json(await queries.ofOwner(refOf(req), daysOf(req), scope));
  });

  router.get(
    '/scorecard-owners/:kind/:namespace/:name/months/:month',
    async (req, res) => {
      const { scope } = await authorize(req, pipelineReadPermission);
      const withCost =
        (await scopeIfAllowed(authorize, req, costReadPermission)) !==
        undefined;
      res.json(
        await months.of(refOf(req), req.params.month, scope, { withCost }),
      );
    },
  );

  router.get('/scorecard-campaigns', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    res.json({ items: await campaigns.list(scope) });
  });

  router.get('/scorecard-campaigns/:campaignId', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    res.json(await campaigns.find(req.params.campaignId, scope));
  });

  async function mayRequestFor(req: Request, entityRef: string) {
    const scope = await scopeIfAllowed(
      authorize,
      req,
      exemptionRequestPermission,
    );
    return (
      scope !== undefined && (await fleet.find(entityRef, scope)) !== undefined
    );
  }
}

function refOf(req: Request): string {
  const { kind, name, namespace } = req.params;
  return stringifyEntityRef({ kind, namespace, name });
}

function daysOf(req: Request): number {
  return Number(req.query.days ?? DEFAULT_DAYS);
}
