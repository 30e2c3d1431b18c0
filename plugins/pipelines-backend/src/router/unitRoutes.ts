import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  pipelineReadPermission,
  promotionReadPermission,
  unitAdoptPermission,
} from '@sluice/plugin-pipelines-common';
import type { Request, Router } from 'express';
import { callerOf, requirePerson } from '../authorize';
import type { RouterOptions } from './createRouter';

/** Units: what runs where, and how far they are under Sluice. @internal */
export function addUnitRoutes(router: Router, options: RouterOptions): void {
  const { authorize, fleet, past, promotions } = options;

  async function reader(req: Request) {
    const { credentials, scope } = await authorize(
      req,
      promotionReadPermission,
    );
    return { actor: callerOf(credentials), units: scope.units };
  }

  router.get('/units/board', async (req, res) => {
    const board = await promotions.board.board(await reader(req));
    res.json({ ...board, pastToldPercent: past.percent });
  });

  router.get('/units/:unit', async (req, res) => {
    const by = await reader(req);
    res.json(await promotions.board.unit(req.params.unit, by));
  });

  router.post('/units/:unit/adoption', async (req, res) => {
    const { credentials, scope } = await authorize(req, unitAdoptPermission);
    const actor = requirePerson(credentials);
    const { level, reason } = req.body;
    await promotions.adoption.setLevel(req.params.unit, level, {
      by: actor,
      reason: reason.trim(),
      key: req.header('idempotency-key'),
    });
    res.json(
      await promotions.board.unit(req.params.unit, {
        actor,
        units: scope.units,
      }),
    );
  });

  router.get('/entities/:kind/:namespace/:name/releases', async (req, res) => {
    await authorize(req, promotionReadPermission);
    const { scope } = await authorize(req, pipelineReadPermission);
    const { kind, name, namespace } = req.params;
    const ref = stringifyEntityRef({ kind, namespace, name });
    const found = await fleet.find(ref, scope);
    if (!found) {
      throw new NotFoundError(`There is no pipeline ${ref} that you may see`);
    }
    res.json(
      await promotions.queries.history(
        found.releaseUnit,
        Number(req.query.days ?? 90),
      ),
    );
  });
}
