import { useApi } from '@backstage/core-plugin-api';
import type {
  ExemptionsQuery,
  ExemptionToRequest,
} from '@sluice/plugin-pipelines-common';
import {
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';
import { OF_SCORECARDS } from '../api/queryKeys';

/** Exemptions from checks, the newest first, page by page. @internal */
export function useExemptions(
  query: ExemptionsQuery,
  options?: { enabled?: boolean },
) {
  const api = useApi(pipelinesApiRef);
  return useInfiniteQuery({
    queryKey: queryKeys.exemptions(query),
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await api.GET('/exemptions', {
        params: { query: { ...query, cursor: pageParam } },
        signal,
      });
      return data!;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
    enabled: options?.enabled,
  });
}

/** Asks for an exemption. The key makes a second click do nothing. @internal */
export function useRequestExemption(key: string) {
  const api = useApi(pipelinesApiRef);
  const settle = useSettle();
  return useMutation({
    mutationFn: async (body: ExemptionToRequest) => {
      const { data } = await api.POST('/exemptions', {
        params: { header: { 'Idempotency-Key': key } },
        body,
      });
      return data!;
    },
    onSuccess: settle,
  });
}

/** Takes back an exemption, or the request for it. @internal */
export function useEndExemption(exemptionId: number, key: string) {
  const api = useApi(pipelinesApiRef);
  const settle = useSettle();
  return useMutation({
    mutationFn: async () => {
      const { data } = await api.POST('/exemptions/{exemptionId}/end', {
        params: {
          path: { exemptionId },
          header: { 'Idempotency-Key': key },
        },
      });
      return data!;
    },
    onSuccess: settle,
  });
}

/** Checks may come out otherwise, so all that shows them is asked for again. */
function useSettle() {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({
      predicate: ({ queryKey: [, resource] }) =>
        resource === 'approvals' || OF_SCORECARDS.includes(String(resource)),
    });
}
