import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  deadLetterReadPermission,
  type DeadLetterSample,
} from '@sluice/plugin-pipelines-common';
import type { Router } from 'express';
import { topReasons } from '../lag';
import { errorText } from '../observations';
import type { RouterOptions } from './createRouter';

/** A page waits no longer than this for a cluster, in milliseconds. */
const TIMEOUT_MS = 15_000;
/** So many letters, where nobody says how many. */
const LETTERS = 50;

/** What the headers of dead letters say, asked of their cluster now. Nothing of it is kept. @internal */
export function addDeadLetterRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { authorize, now, observations, topics } = options;

  router.get(
    '/kafka/clusters/:clusterId/topics/:topic/dead-letters',
    async (req, res) => {
      await authorize(req, deadLetterReadPermission);
      const { clusterId, topic: name } = req.params;
      const topic = await topics.topic(clusterId, name);
      if (!topic) {
        throw new NotFoundError(
          `There is no topic ${name} in ${clusterId}; a new one shows up within a minute or two`,
        );
      }
      // Before the cluster is asked: this permission is for dead letters, and not for other messages.
      if (!topic.deadLettersOf) {
        throw new InputError(
          `${name} is no dead-letter topic: those are found by the patterns under topics.deadLetters of its cluster`,
        );
      }
      const source = observations.source(clusterId);
      const readAt = now().toISOString();
      if (!source?.readDeadLetters) {
        res.json({ supported: false, readAt, items: [], reasons: [] });
        return;
      }
      const limit = Number(req.query.limit ?? LETTERS);
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      try {
        const items = await Promise.race([
          source.readDeadLetters(name, { limit, signal }),
          endOf(signal),
        ]);
        const sample: DeadLetterSample = {
          supported: true,
          readAt,
          items,
          reasons: topReasons(items),
        };
        res.json(sample);
      } catch (error) {
        throw new ServiceUnavailableError(
          `${source.title} could not be asked for the headers of ${name}: ${
            signal.aborted
              ? `no answer within ${TIMEOUT_MS / 1000} s`
              : errorText(error)
          }`,
        );
      }
    },
  );
}

function endOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
}
