import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';

/** The runbooks that there are. They change with a deployment, so they aren't asked for again every minute. @internal */
export function useRunbooks() {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.runbooks(),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/runbooks', { signal });
      return data!.items;
    },
    refetchInterval: false,
  });
}

/** One runbook with its page. @internal */
export function useRunbook(runbookId: string) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.runbook(runbookId),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/runbooks/{runbookId}', {
        params: { path: { runbookId } },
        signal,
      });
      return data!;
    },
    refetchInterval: false,
  });
}
