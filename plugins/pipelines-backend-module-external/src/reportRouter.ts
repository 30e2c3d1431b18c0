import type { HttpRouterService } from '@backstage/backend-plugin-api';
import express from 'express';
import PromiseRouter from 'express-promise-router';
import type { ExternalReports } from './ExternalReports';

/** The path under which jobs report. @internal */
export const REPORTS_PATH = '/external-deployments';

/** A body larger than this is refused. */
const LARGEST_BODY = '32kb';

/**
 * Where jobs report. It takes bytes, because a signature is about those, not about what is read from them.
 *
 * @internal
 */
export function useReports(
  httpRouter: HttpRouterService,
  reports: ExternalReports,
): void {
  httpRouter.addAuthPolicy({ path: REPORTS_PATH, allow: 'unauthenticated' });
  const router = PromiseRouter();
  router.post(
    `${REPORTS_PATH}/:stepKey`,
    express.raw({ type: () => true, limit: LARGEST_BODY }),
    async (req, res) => {
      const answer = await reports.receive({
        stepKey: req.params.stepKey,
        timestamp: req.header('x-sluice-timestamp'),
        signature: req.header('x-sluice-signature'),
        body: Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0),
      });
      res.json(answer);
    },
  );
  httpRouter.use(router);
}
