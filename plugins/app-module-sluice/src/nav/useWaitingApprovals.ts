import { useEffect, useMemo, useState } from 'react';
import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  createPipelinesClient,
  PIPELINES_SIGNAL_CHANNEL,
  type PipelinesSignal,
} from '@sluice/plugin-pipelines-common';

/** How often it asks again, in milliseconds; signals are faster. */
const INTERVAL_MS = 60_000;

/**
 * How many requests wait for the reader's decision, as far as one page of the inbox tells: 100 at most.
 *
 * It stays at what it was while the backend can't be reached, and at 0 for whoever may not see approvals.
 *
 * @internal
 */
export function useWaitingApprovals(): number {
  const discoveryApi = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  const signals = useApiHolder().get(signalApiRef);
  const [count, setCount] = useState(0);
  const api = useMemo(
    () => createPipelinesClient({ discoveryApi, fetchApi }),
    [discoveryApi, fetchApi],
  );
  useEffect(() => {
    const stopped = new AbortController();
    const ask = async () => {
      try {
        const { data } = await api.GET('/approvals', {
          params: { query: { view: 'decide', limit: 100 } },
          signal: stopped.signal,
        });
        if (!stopped.signal.aborted) setCount(data!.items.length);
      } catch {
        // A number beside a link is no place for an error: the page itself says what is wrong.
      }
    };
    void ask();
    const timer = setInterval(ask, INTERVAL_MS);
    const subscriber = signals?.subscribe<PipelinesSignal>(
      PIPELINES_SIGNAL_CHANNEL,
      ({ topic }) => {
        if (topic === 'approvals') void ask();
      },
    );
    window.addEventListener('focus', ask);
    return () => {
      stopped.abort();
      clearInterval(timer);
      subscriber?.unsubscribe();
      window.removeEventListener('focus', ask);
    };
  }, [api, signals]);
  return count;
}
