import { pipelineReadPermission } from '@sluice/plugin-pipelines-common';
import type { Router } from 'express';
import type { RouterOptions } from './createRouter';

/** SLOs in the form of other tools. @internal */
export function addOpenSloRoutes(router: Router, options: RouterOptions): void {
  const { authorize, slos } = options;

  router.get('/slos/:sloId/openslo', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    const yaml = await slos.service.openSlo(Number(req.params.sloId), scope);
    res.type('application/yaml').send(yaml);
  });

  router.post('/slos/openslo', async (req, res) => {
    await authorize(req, pipelineReadPermission);
    res.json(slos.service.readOpenSlo(req.body.yaml));
  });
}
