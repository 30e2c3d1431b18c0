import { pipelineReadPermission } from '@sluice/plugin-pipelines-common';
import type { Router } from 'express';
import type { RouterOptions } from './createRouter';

/** What to do when something breaks. @internal */
export function addRunbookRoutes(router: Router, options: RouterOptions): void {
  const { authorize } = options;
  const { runbooks } = options.docs;

  router.get('/runbooks', async (req, res) => {
    await authorize(req, pipelineReadPermission);
    res.json({ items: await runbooks.list() });
  });

  router.get('/runbooks/:runbookId', async (req, res) => {
    await authorize(req, pipelineReadPermission);
    res.json(await runbooks.find(req.params.runbookId));
  });
}
