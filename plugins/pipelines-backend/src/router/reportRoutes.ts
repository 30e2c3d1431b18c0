import { pipelineReadPermission } from '@sluice/plugin-pipelines-common';
import type { Router } from 'express';
import type { RouterOptions } from './createRouter';

/** Reports of what a morning looks like. @internal */
export function addReportRoutes(router: Router, options: RouterOptions): void {
  const { authorize, reports } = options;

  router.get('/reports/morning', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    const report = await reports.newest(scope);
    if (report) res.json(report);
    else res.status(204).end();
  });

  router.get('/reports/morning/:date', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    res.json(await reports.read(req.params.date, scope));
  });
}
