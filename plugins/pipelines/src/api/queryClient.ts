import type { PipelinesClient } from '@sluice/plugin-pipelines-common';
import { QueryClient } from '@tanstack/react-query';

/** How often a page that is looked at asks again, in milliseconds. Signals are faster; this is the floor without them. */
export const REFRESH_INTERVAL_MS = 60_000;

/** How long an answer counts as fresh when another component asks the same, in milliseconds. */
const STALE_AFTER_MS = 5_000;

const clients = new WeakMap<PipelinesClient, QueryClient>();

/**
 * The one query cache of this plugin in this app. It hangs on the API client, so that pages, cards and widgets share it
 * while two apps, or two tests, never do.
 *
 * @internal
 */
export function queryClientFor(api: PipelinesClient): QueryClient {
  let client = clients.get(api);
  if (!client) {
    client = new QueryClient({
      defaultOptions: {
        queries: {
          staleTime: STALE_AFTER_MS,
          refetchInterval: REFRESH_INTERVAL_MS,
          refetchOnWindowFocus: true,
          retry: shouldRetry,
        },
      },
    });
    clients.set(api, client);
  }
  return client;
}

/**
 * Whether asking again may help. What the backend refused (4xx) stays refused; anything else is tried once more.
 *
 * @internal
 */
export function shouldRetry(failureCount: number, error: Error): boolean {
  const statusCode =
    'statusCode' in error ? Number(error.statusCode) : undefined;
  const wasRefused =
    statusCode !== undefined && statusCode >= 400 && statusCode < 500;
  return !wasRefused && failureCount < 1;
}
