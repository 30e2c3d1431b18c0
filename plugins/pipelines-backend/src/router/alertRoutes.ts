import {
  type Alert,
  alertAcknowledgePermission,
  type AlertsQuery,
  pipelineReadPermission,
  sourceReadPermission,
} from '@sluice/plugin-pipelines-common';
import type { Router } from 'express';
import { requirePerson } from '../authorize';
import type { RouterOptions } from './createRouter';

/** Alerts: what needs a human, and who was told. @internal */
export function addAlertRoutes(router: Router, options: RouterOptions): void {
  const { alerts, authorize, deliveries, incidents } = options;

  async function withIncidents(items: Alert[]): Promise<Alert[]> {
    const found = await incidents.ofAlerts(items.map(({ id }) => id));
    return items.map(item => ({ ...item, incidentId: found.get(item.id) }));
  }

  router.get('/alerts', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    const { cursor, limit = 50, ...filter } = req.query as AlertsQuery;
    const page = await alerts.page(filter, scope, {
      cursor,
      limit: Number(limit),
    });
    res.json({ ...page, items: await withIncidents(page.items) });
  });

  router.get('/alerts/:alertId', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    const detail = await alerts.detail(Number(req.params.alertId), scope);
    const [alert] = await withIncidents([detail.alert]);
    res.json({ ...detail, alert });
  });

  router.post('/alerts/:alertId/acknowledge', async (req, res) => {
    const { credentials } = await authorize(req, alertAcknowledgePermission);
    const by = requirePerson(credentials);
    const { scope } = await authorize(req, pipelineReadPermission);
    const alert = await alerts.acknowledge(
      Number(req.params.alertId),
      { by, note: req.body?.note },
      scope,
    );
    const [item] = await withIncidents([alert]);
    res.json(item);
  });

  router.get('/alert-channels', async (req, res) => {
    await authorize(req, sourceReadPermission);
    res.json({ items: await deliveries.channels() });
  });
}
