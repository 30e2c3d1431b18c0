import { NotAllowedError } from '@backstage/errors';
import type { Permission } from '@backstage/plugin-permission-common';
import {
  promotionBreakGlassPermission,
  promotionHoldPermission,
  promotionOverridePermission,
  promotionReadPermission,
  promotionRequestPermission,
  promotionReviewPermission,
  type PromotionsQuery,
  type PromotionToRequest,
} from '@sluice/plugin-pipelines-common';
import type { Request, Router } from 'express';
import { callerOf, requirePerson, requireRequester } from '../authorize';
import type { FleetScope } from '../fleet';
import { apiHold, apiUnmanagedChange, type Reader } from '../promotions';
import { limitAbilities } from './limitAbilities';
import type { RouterOptions } from './createRouter';

/** Promotions: plan, ask, take back, override, review. @internal */
export function addPromotionRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { authorize, fleet, promotions, requestsThrough } = options;
  const { interventions, queries, service } = promotions;

  async function reader(req: Request) {
    const { credentials, scope } = await authorize(
      req,
      promotionReadPermission,
    );
    return { actor: callerOf(credentials), units: scope.units };
  }

  /** A person, on the page itself: no plugin changes production for somebody. */
  async function person(req: Request, permission: Permission): Promise<string> {
    const { credentials } = await authorize(req, permission);
    return requirePerson(credentials);
  }

  /** Who asks has to be allowed to for every pipeline that it changes. */
  async function requireAll(scope: FleetScope, members: string[]) {
    const mine = await fleet.findAll(members, scope);
    const others = members.filter(ref => !mine.has(ref));
    if (others.length > 0) {
      throw new NotAllowedError(
        `It changes ${others.join(', ')}, which you may not promote`,
      );
    }
  }

  /** Who asks for it, and the check that needs its plan. */
  async function ask(req: Request, asked: PromotionToRequest) {
    const { credentials, scope } = await authorize(
      req,
      promotionRequestPermission,
    );
    const { person: actor, via } = requireRequester(
      credentials,
      requestsThrough,
    );
    if (asked.breakGlass) {
      await authorize(req, promotionBreakGlassPermission);
      requirePerson(credentials);
    }
    const checkMembers = (members: string[]) => requireAll(scope, members);
    return { by: { actor, via }, checkMembers };
  }

  /** A promotion with what the reader may do about it now. */
  async function detail(req: Request, id: number, by: Reader) {
    const found = await queries.detail(id, by);
    const { members } = await queries.find(id, by);
    const can = await limitAbilities(found.can, async permission => {
      const { scope } = await authorize(req, permission);
      // An override and a review are of the promotion, not of each pipeline.
      if (permission === promotionRequestPermission) {
        await requireAll(scope, members);
      }
    });
    return { ...found, can };
  }

  router.post('/promotions/plan', async (req, res) => {
    const { actor } = await reader(req);
    const { plan } = await service.plan(req.body, actor);
    res.json(plan);
  });

  router.get('/promotions', async (req, res) => {
    const by = await reader(req);
    const { cursor, limit = 50, ...query } = req.query as PromotionsQuery;
    res.json(
      await queries.page(
        {
          ...query,
          releaseId:
            query.releaseId === undefined ? undefined : Number(query.releaseId),
          state: query.state && [query.state].flat(),
        },
        by,
        { cursor, limit: Number(limit) },
      ),
    );
  });

  router.post('/promotions', async (req, res) => {
    const { by, checkMembers } = await ask(req, req.body);
    const { id } = await service.request(
      req.body,
      by,
      req.header('idempotency-key'),
      { checkMembers },
    );
    const { actor } = by;
    res.status(201).json(await detail(req, id, { actor, units: undefined }));
  });

  router.get('/promotions/:promotionId', async (req, res) => {
    const by = await reader(req);
    res.json(await detail(req, Number(req.params.promotionId), by));
  });

  router.post('/promotions/:promotionId/cancel', async (req, res) => {
    const id = Number(req.params.promotionId);
    const { credentials, scope } = await authorize(
      req,
      promotionRequestPermission,
    );
    const actor = requirePerson(credentials);
    const by = { actor, units: scope.units };
    await requireAll(scope, (await queries.find(id, by)).members);
    await interventions.cancel(id, req.body.reason.trim(), { actor });
    res.json(await detail(req, id, by));
  });

  router.post('/promotions/:promotionId/retry', async (req, res) => {
    const { credentials, scope } = await authorize(
      req,
      promotionRequestPermission,
    );
    const before = await queries.find(Number(req.params.promotionId), {
      actor: requirePerson(credentials),
      units: scope.units,
    });
    const asked: PromotionToRequest = {
      releaseId: before.releaseId,
      environment: before.environment,
      kind: before.kind,
      lane: before.lane,
      incidentId: before.incidentId ?? undefined,
      failedRunId: before.failedRunId ?? undefined,
      reason: req.body.reason.trim(),
    };
    const { by, checkMembers } = await ask(req, asked);
    const { id } = await service.request(
      asked,
      by,
      req.header('idempotency-key'),
      { retryOf: before.id, checkMembers },
    );
    const { actor } = by;
    res.status(201).json(await detail(req, id, { actor, units: undefined }));
  });

  router.post('/promotions/:promotionId/overrides', async (req, res) => {
    const id = Number(req.params.promotionId);
    const actor = await person(req, promotionOverridePermission);
    await interventions.override(id, req.body.gate, req.body.reason.trim(), {
      actor,
    });
    res.json(await detail(req, id, { actor, units: undefined }));
  });

  router.post('/promotions/:promotionId/review', async (req, res) => {
    const id = Number(req.params.promotionId);
    const actor = await person(req, promotionReviewPermission);
    await interventions.review(id, req.body.reason.trim(), { actor });
    res.json(await detail(req, id, { actor, units: undefined }));
  });

  router.post('/holds', async (req, res) => {
    const by = await person(req, promotionHoldPermission);
    const { environment, reason, unit } = req.body;
    const hold = await promotions.holds.set(
      { unit, environment },
      { by, reason: reason.trim() },
    );
    res.status(201).json(apiHold(hold));
  });

  router.delete('/holds/:holdId', async (req, res) => {
    const by = await person(req, promotionHoldPermission);
    const hold = await promotions.holds.askToEnd(Number(req.params.holdId), by);
    res.status(202).json(apiHold(hold));
  });

  router.post('/unmanaged-changes/:changeId/acknowledge', async (req, res) => {
    const by = await person(req, promotionReviewPermission);
    const change = await promotions.reconcile.acknowledge(
      Number(req.params.changeId),
      { by, reason: req.body.reason.trim() },
    );
    res.json(apiUnmanagedChange(change));
  });
}
