import {
  incidentClosePermission,
  incidentNotePermission,
  incidentOpenPermission,
  type IncidentsQuery,
  pipelineReadPermission,
} from '@sluice/plugin-pipelines-common';
import type { Permission } from '@backstage/plugin-permission-common';
import type { Request, Router } from 'express';
import { requirePerson } from '../authorize';
import type { RouterOptions } from './createRouter';

const INCIDENT = '/incidents/:incidentId';

/** Incidents: what happened, who did what about it, and when it was over. @internal */
export function addIncidentRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { authorize, incidents } = options;

  /** A person with the permission, and the pipelines that they may see. */
  async function actor(req: Request, permission: Permission) {
    const { credentials } = await authorize(req, permission);
    const by = requirePerson(credentials);
    const { scope } = await authorize(req, pipelineReadPermission);
    return { by, scope, idempotencyKey: req.header('idempotency-key') };
  }

  router.get('/incidents', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    const { cursor, limit = 50, ...filter } = req.query as IncidentsQuery;
    res.json(
      await incidents.page(filter, scope, { cursor, limit: Number(limit) }),
    );
  });

  router.get(INCIDENT, async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    res.json(await incidents.detail(Number(req.params.incidentId), scope));
  });

  router.post('/incidents', async (req, res) => {
    const { scope, ...by } = await actor(req, incidentOpenPermission);
    const { note, pipelines, severity, title } = req.body;
    const id = await incidents.open(
      { title, severity, pipelines, note, origin: 'person', ...by },
      scope,
    );
    res.status(201).json(await incidents.detail(id, scope));
  });

  router.post(`${INCIDENT}/notes`, async (req, res) => {
    const { scope, ...by } = await actor(req, incidentNotePermission);
    const id = Number(req.params.incidentId);
    await incidents.note(id, { text: req.body.text, ...by }, scope);
    res.status(201).json(await incidents.detail(id, scope));
  });

  router.post(`${INCIDENT}/close`, async (req, res) => {
    const { scope, ...by } = await actor(req, incidentClosePermission);
    const id = Number(req.params.incidentId);
    await incidents.close(id, { reason: req.body.reason, ...by }, scope);
    res.json(await incidents.detail(id, scope));
  });
}
