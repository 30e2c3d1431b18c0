import { NotAllowedError } from '@backstage/errors';
import {
  type OperationKind,
  type OperationOptions,
  operationPausePermission,
  operationReadPermission,
  operationReplayPermission,
  operationResetPermission,
  type OperationsQuery,
} from '@sluice/plugin-pipelines-common';
import type { OperationRequest } from '@sluice/plugin-pipelines-node';
import type { Request, Router } from 'express';
import { requirePerson, type Requester, requireRequester } from '../authorize';
import type { FleetScope } from '../fleet';
import { apiDryRun, readRequest } from '../operations';
import type { RouterOptions } from './createRouter';

/** What it takes to ask for each kind. */
const PERMISSIONS = {
  'reset-offsets': operationResetPermission,
  'replay-dead-letters': operationReplayPermission,
  'pause-connector': operationPausePermission,
  'resume-connector': operationPausePermission,
} as const satisfies Record<OperationKind, unknown>;

/** Operations on clusters: a dry run, asking for one, and what came of it. @internal */
export function addOperationRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { authorize, fleet, operations, requestsThrough } = options;

  /** A person who may ask for exactly this, or what may ask for them. */
  async function asker(
    req: Request,
    sourceId: string,
    request: OperationRequest,
  ): Promise<Requester> {
    const permission = PERMISSIONS[request.kind];
    const { credentials, scope } = await authorize(req, permission);
    const requester = requireRequester(credentials, requestsThrough);
    await refuseBeyond(scope, { sourceId, request, name: permission.name });
    return requester;
  }

  /** Where a permission is only for some pipelines, all that is touched has to be one of those. */
  async function refuseBeyond(
    scope: FleetScope,
    asked: { sourceId: string; request: OperationRequest; name: string },
  ): Promise<void> {
    if (!scope.conditions) return;
    const { groups, members } = await operations.planner.touched(
      asked.sourceId,
      asked.request,
    );
    const stray = groups.find(each => each.pipelineId === undefined);
    if (stray || members.length === 0) {
      throw new NotAllowedError(
        `You have ${
          asked.name
        } for pipelines of yours alone, and this is about ${
          stray ? `the group ${stray.group}, which is none` : 'no pipeline'
        }`,
      );
    }
    const visible = await fleet.findAll(
      members.map(each => each.entityRef),
      scope,
    );
    const other = members.find(each => !visible.has(each.entityRef));
    if (other) {
      throw new NotAllowedError(
        `You have ${asked.name} for pipelines of yours alone, and this touches ${other.entityRef} too`,
      );
    }
  }

  router.post('/operations/plan', async (req, res) => {
    await authorize(req, operationReadPermission);
    const request = readRequest(req.body);
    await asker(req, req.body.sourceId, request);
    const run = await operations.planner.dryRun(req.body.sourceId, request);
    res.json(apiDryRun(request, run));
  });

  router.get('/operations/options', async (req, res) => {
    await authorize(req, operationReadPermission);
    const mayAsk = async (kind: OperationKind) => {
      try {
        requirePerson((await authorize(req, PERMISSIONS[kind])).credentials);
        return true;
      } catch (error) {
        if (error instanceof NotAllowedError) return false;
        throw error;
      }
    };
    const items: OperationOptions[] = [];
    for (const { kinds, sourceId } of operations.executors.list) {
      const allowed: OperationKind[] = [];
      for (const kind of kinds) if (await mayAsk(kind)) allowed.push(kind);
      items.push({
        sourceId,
        environment: operations.executors.environmentOf(sourceId),
        kinds: allowed,
      });
    }
    res.json({ items });
  });

  router.get('/operations', async (req, res) => {
    await authorize(req, operationReadPermission);
    const { cursor, limit = 20, ...filter } = req.query as OperationsQuery;
    res.json(
      await operations.queries.page(filter, { cursor, limit: Number(limit) }),
    );
  });

  router.post('/operations', async (req, res) => {
    const { reason, request: body, shown } = req.body;
    const request = readRequest(body);
    const { sourceId } = body;
    const requester = await asker(req, sourceId, request);
    const id = await operations.service.request(
      { sourceId, request, shown, reason: reason.trim() },
      { ...requester, key: req.header('idempotency-key') },
    );
    res.status(201).json(await operations.queries.find(id));
  });

  router.get('/operations/:operationId', async (req, res) => {
    await authorize(req, operationReadPermission);
    res.json(await operations.queries.find(Number(req.params.operationId)));
  });
}
