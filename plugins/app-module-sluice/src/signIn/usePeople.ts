import { useCallback, useEffect, useState } from 'react';
import { discoveryApiRef, useApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';

/** One of the people that the backend offers for the demo sign-in. */
export type Persona = {
  entityRef: string;
  displayName: string;
  role?: string;
  description?: string;
  groups: string[];
};

/** What is known of the people. `waiting` asks again by itself. */
export type PeopleState =
  | { status: 'waiting'; message?: string }
  | { status: 'ready'; people: Persona[] }
  | { status: 'failed'; error: Error };

/** How long to wait before asking again, in seconds, where the backend doesn't say. */
const RETRY_AFTER_SECONDS = 2;

/**
 * The people to sign in as. Until the backend answers and its catalog has read them, it keeps asking.
 *
 * @internal
 */
export function usePeople(): { state: PeopleState; retry: () => void } {
  const discoveryApi = useApi(discoveryApiRef);
  const [state, setState] = useState<PeopleState>({ status: 'waiting' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const aborter = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    async function ask() {
      const next = await readPeople(discoveryApi, aborter.signal);
      if (aborter.signal.aborted) return;
      setState(next.state);
      if (next.retryAfterSeconds !== undefined) {
        timer = setTimeout(ask, next.retryAfterSeconds * 1000);
      }
    }
    void ask();
    return () => {
      aborter.abort();
      clearTimeout(timer);
    };
  }, [discoveryApi, attempt]);

  const retry = useCallback(() => {
    setState({ status: 'waiting' });
    setAttempt(count => count + 1);
  }, []);
  return { state, retry };
}

async function readPeople(
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> },
  signal: AbortSignal,
): Promise<{ state: PeopleState; retryAfterSeconds?: number }> {
  let response: Response;
  try {
    const baseUrl = await discoveryApi.getBaseUrl('auth');
    // Not by the fetch API: it waits for an identity, and there is none before sign-in.
    response = await fetch(`${baseUrl}/persona/people`, { signal });
  } catch (error) {
    return {
      state: { status: 'waiting', message: (error as Error).message },
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    };
  }
  if (response.ok) {
    return { state: { status: 'ready', people: await response.json() } };
  }
  const error = await ResponseError.fromResponse(response);
  if (response.status === 503) {
    const asked = Number(response.headers.get('Retry-After'));
    return {
      state: { status: 'waiting', message: error.body.error.message },
      retryAfterSeconds: asked > 0 ? asked : RETRY_AFTER_SECONDS,
    };
  }
  return { state: { status: 'failed', error } };
}
