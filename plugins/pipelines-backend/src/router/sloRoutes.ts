import { NotFoundError } from '@backstage/errors';
import {
  pipelineReadPermission,
  type SloPatchRequest,
  type SloPreviewRequest,
  type SlosQuery,
  type VerdictsQuery,
} from '@sluice/plugin-pipelines-common';
import type { Router } from 'express';
import type { RouterOptions } from './createRouter';

/** SLOs: where they stand, what became of each occurrence, and what a definition would have come to. @internal */
export function addSloRoutes(router: Router, options: RouterOptions): void {
  const { authorize, fleet, slos } = options;

  router.get('/slos', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    const { cursor, limit = 100, ...filter } = req.query as SlosQuery;
    res.json(
      await slos.service.page(filter, scope, { cursor, limit: Number(limit) }),
    );
  });

  router.get('/slos/:sloId', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    const { from } = req.query as { from?: string };
    res.json(await slos.service.detail(Number(req.params.sloId), scope, from));
  });

  router.get('/slos/:sloId/verdicts', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    const query = req.query as VerdictsQuery;
    const { cursor, from, limit = 100, pipeline, state, to } = query;
    const record = pipeline ? await fleet.find(pipeline, scope) : undefined;
    if (pipeline && !record) {
      throw new NotFoundError(`${pipeline} is not a pipeline that you may see`);
    }
    res.json(
      await slos.service.verdicts(Number(req.params.sloId), scope, {
        pipelineId: record?.id,
        states: state,
        from: from && new Date(from).toISOString(),
        to: to && new Date(to).toISOString(),
        cursor,
        limit: Number(limit),
      }),
    );
  });

  router.get(
    '/slos/:sloId/verdicts/:occurrence/attribution',
    async (req, res) => {
      const { scope } = await authorize(req, pipelineReadPermission);
      const { occurrence, sloId } = req.params;
      const { pipeline } = req.query as { pipeline: string };
      res.json(
        await slos.attribution.attribute(
          { sloId: Number(sloId), pipeline, occurrence },
          scope,
        ),
      );
    },
  );

  router.post('/slos/preview', async (req, res) => {
    const { scope } = await authorize(req, pipelineReadPermission);
    res.json(await slos.preview.preview(req.body as SloPreviewRequest, scope));
  });

  router.post('/slos/patch', async (req, res) => {
    const { credentials } = await authorize(req, pipelineReadPermission);
    res.json(await slos.patch.patch(req.body as SloPatchRequest, credentials));
  });
}
