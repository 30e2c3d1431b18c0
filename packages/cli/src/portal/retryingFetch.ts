import pRetry, { AbortError } from 'p-retry';
import type { Surroundings } from '../surroundings';
import { isSafeToRepeat, pauseAfter } from './attempts';

/** How often and after which pauses it is tried again. @public */
export type RetryOptions = { retries: number; minTimeoutMs: number };

const DEFAULT_RETRY: RetryOptions = { retries: 4, minTimeoutMs: 500 };
const MAX_TIMEOUT_MS = 10_000;

/** An answer that is worth another try. */
class BusyError extends Error {
  readonly response: Response;
  readonly pauseSeconds: number;

  constructor(response: Response, pauseSeconds: number) {
    super(`Answered ${response.status}`);
    this.response = response;
    this.pauseSeconds = pauseSeconds;
  }
}

/** What fetch throws, which p-retry takes for a slip in the program unless it knows its words: they differ between versions of Node. */
class NotReachedError extends Error {
  readonly reason: unknown;

  constructor(reason: unknown) {
    super('Not reached');
    this.reason = reason;
  }
}

/**
 * `fetch` that sends again what is safe to send again: after failures of the network, 429 and 5xx, with growing pauses, and no sooner than
 * the answer asks for. Redirects aren't followed, since a portal has none, and a login page would look like an answer.
 *
 * @param options - `timeoutMs`: of each attempt
 * @throws TypeError as fetch does, after the last attempt
 * @public
 */
export function retryingFetch(options: {
  surroundings: Pick<Surroundings, 'fetch' | 'sleep'>;
  timeoutMs: number;
  retry?: RetryOptions;
}): typeof fetch {
  const { retry = DEFAULT_RETRY, surroundings, timeoutMs } = options;
  return async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const method = (init.method ?? 'GET').toUpperCase();
    const headers = new Headers(init.headers);
    const isSafe = isSafeToRepeat({ url, method, headers });
    const attempt = async () => {
      const tooLong = AbortSignal.timeout(timeoutMs);
      const signal = init.signal
        ? AbortSignal.any([init.signal, tooLong])
        : tooLong;
      let response: Response;
      try {
        response = await surroundings.fetch(url, {
          ...init,
          method,
          headers,
          redirect: 'manual',
          signal,
        });
      } catch (error) {
        if (!isSafe || init.signal?.aborted)
          throw new AbortError(asError(error));
        throw new NotReachedError(error);
      }
      const pause = pauseAfter({
        status: response.status,
        retryAfter: response.headers.get('retry-after'),
      });
      if (isSafe && pause !== undefined) throw new BusyError(response, pause);
      return response;
    };
    try {
      return await pRetry(attempt, {
        retries: retry.retries,
        minTimeout: retry.minTimeoutMs,
        maxTimeout: MAX_TIMEOUT_MS,
        factor: 2,
        randomize: true,
        onFailedAttempt: async error => {
          if (!(error instanceof BusyError) || !error.retriesLeft) return;
          if (error.pauseSeconds > 0) {
            await surroundings.sleep(error.pauseSeconds * 1000);
          }
        },
      });
    } catch (error) {
      // The last answer is the answer.
      if (error instanceof BusyError) return error.response;
      throw error instanceof NotReachedError ? error.reason : error;
    }
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
