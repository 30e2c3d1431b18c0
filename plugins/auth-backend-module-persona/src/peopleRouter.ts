import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  ServiceUnavailableError,
  serializeError,
  stringifyError,
} from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { PERSONA_ANNOTATION } from '@sluice/plugin-pipelines-common';
import type { Request, RequestHandler, Response } from 'express';
import Router from 'express-promise-router';
import { PERSONA_PROVIDER_ID } from './authenticator';
import { type Persona, toPersonas } from './personas';

/** How long the sign-in page should wait before it asks again, in seconds. */
const RETRY_AFTER_SECONDS = 2;

/**
 * `GET /persona/people`: whom one can sign in as, for a page that nobody is signed in to yet.
 *
 * Answers 503 with Retry-After until the catalog knows anybody, as it does for some seconds after a first start.
 *
 * @internal
 */
export function createPeopleRouter(options: {
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
}): RequestHandler {
  const { auth, catalog, logger } = options;

  async function readPeople(): Promise<Persona[]> {
    const { items } = await catalog.getEntities(
      {
        filter: {
          kind: 'User',
          [`metadata.annotations.${PERSONA_ANNOTATION}`]: 'true',
        },
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return toPersonas(items);
  }

  const router = Router();
  router.get(`/${PERSONA_PROVIDER_ID}/people`, async (req, res) => {
    let people: Persona[];
    try {
      people = await readPeople();
    } catch (error) {
      logger.info(`Can't read the demo's people: ${stringifyError(error)}`);
      answerNotYet(req, res, 'The catalog does not answer yet');
      return;
    }
    if (!people.length) {
      answerNotYet(
        req,
        res,
        `The catalog has no User with the annotation ${PERSONA_ANNOTATION}: 'true' yet`,
      );
      return;
    }
    res.setHeader('Cache-Control', 'no-store').json(people);
  });
  return router;
}

/** Not by throwing: that would fill the log with errors while the page waits for the first start. */
function answerNotYet(req: Request, res: Response, message: string) {
  const error = new ServiceUnavailableError(
    `${message}; try again in ${RETRY_AFTER_SECONDS} seconds`,
  );
  res
    .status(503)
    .setHeader('Retry-After', String(RETRY_AFTER_SECONDS))
    .setHeader('Cache-Control', 'no-store')
    .json({
      error: serializeError(error),
      request: { method: req.method, url: req.url },
      response: { statusCode: 503 },
    });
}
