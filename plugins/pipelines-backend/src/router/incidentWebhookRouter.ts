import type { HttpRouterService } from '@backstage/backend-plugin-api';
import express from 'express';
import PromiseRouter from 'express-promise-router';
import type { IncidentWebhook } from '../incidents';

/** The path of the API under which requests are let in by their signature alone. */
const INCIDENT_WEBHOOKS_PATH = '/incident-webhooks';

/** A body larger than this is refused. */
const LARGEST_BODY = '100kb';

/**
 * What other systems say of incidents. It stands before the API, because a signature is about the bytes of a body, not about what is
 * read from them.
 *
 * @internal
 */
export function useIncidentWebhooks(
  httpRouter: HttpRouterService,
  webhook: IncidentWebhook,
): void {
  httpRouter.addAuthPolicy({
    path: INCIDENT_WEBHOOKS_PATH,
    allow: 'unauthenticated',
  });
  const router = PromiseRouter();
  router.post(
    `${INCIDENT_WEBHOOKS_PATH}/:webhook`,
    express.raw({ type: () => true, limit: LARGEST_BODY }),
    async (req, res) => {
      const answer = await webhook.receive({
        webhook: req.params.webhook,
        timestamp: req.header('x-sluice-timestamp'),
        signature: req.header('x-sluice-signature'),
        body: Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0),
      });
      res.status(202).json(answer);
    },
  );
  httpRouter.use(router);
}
