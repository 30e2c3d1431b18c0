import {
  exemptionReadPermission,
  exemptionRequestPermission,
  type ExemptionsQuery,
  pipelineReadPermission,
} from '@sluice/plugin-pipelines-common';
import type { Request, Router } from 'express';
import { requirePerson, requireRequester } from '../authorize';
import type { RouterOptions } from './createRouter';

/** Exemptions from checks. @internal */
export function addExemptionRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { authorize, requestsThrough, scorecards } = options;
  const { queries, service } = scorecards.exemptions;

  /** Exemptions are seen by who may see them, and of pipelines that they may see. */
  async function reader(req: Request) {
    await authorize(req, exemptionReadPermission);
    return (await authorize(req, pipelineReadPermission)).scope;
  }

  const authorized = (req: Request) =>
    authorize(req, exemptionRequestPermission);

  router.get('/exemptions', async (req, res) => {
    const scope = await reader(req);
    const query = req.query as ExemptionsQuery;
    res.json(
      await queries.page({ ...query, limit: Number(query.limit ?? 50) }, scope),
    );
  });

  router.get('/exemptions/:exemptionId', async (req, res) => {
    const scope = await reader(req);
    res.json(await queries.find(Number(req.params.exemptionId), scope));
  });

  router.post('/exemptions', async (req, res) => {
    const { credentials, scope } = await authorized(req);
    const by = { ...requireRequester(credentials, requestsThrough), scope };
    const key = req.header('idempotency-key');
    res.status(201).json(await service.request(req.body, by, key));
  });

  router.post('/exemptions/:exemptionId/end', async (req, res) => {
    const { credentials, scope } = await authorized(req);
    const by = { person: requirePerson(credentials), scope };
    res.json(await service.end(Number(req.params.exemptionId), by));
  });
}
