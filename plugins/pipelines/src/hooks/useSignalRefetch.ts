import { useEffect } from 'react';
import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  PIPELINES_SIGNAL_CHANNEL,
  type PipelinesSignal,
} from '@sluice/plugin-pipelines-common';
import { useQueryClient } from '@tanstack/react-query';
import { isAffectedBy } from '../api/queryKeys';

/**
 * Refetches what is shown as soon as the backend says that it changed. Without the signals plugin it does nothing, and
 * pages stay fresh by the interval and on focus.
 *
 * It subscribes to the channel itself: `useSignal` keeps only the last message, and React may batch two of them into
 * one render, which would lose the first.
 *
 * @internal
 */
export function useSignalRefetch(): void {
  const signals = useApiHolder().get(signalApiRef);
  const queryClient = useQueryClient();
  useEffect(() => {
    const subscriber = signals?.subscribe<PipelinesSignal>(
      PIPELINES_SIGNAL_CHANNEL,
      signal => {
        // A request that is under way may have been answered before the change: it is started again.
        void queryClient.invalidateQueries({
          predicate: query => isAffectedBy(query.queryKey, signal),
        });
      },
    );
    return () => subscriber?.unsubscribe();
  }, [signals, queryClient]);
}
