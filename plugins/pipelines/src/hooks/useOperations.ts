import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  type OperationPartitionRow,
  operationReadPermission,
  type OperationRequestBody,
  type OperationsQuery,
} from '@sluice/plugin-pipelines-common';
import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';

/** One that is under way is asked about so often, should signals not come through. */
const REFRESH_MS = 15_000;

/** Whether the reader may see operations at all; undefined until that is known. @internal */
export function useMaySeeOperations(): boolean | undefined {
  const { allowed, loading } = usePermission({
    permission: operationReadPermission,
    // Of operations as such: no one of them.
    resourceRef: 'operations',
  });
  return loading ? undefined : allowed;
}

/** What the reader may ask for on a cluster; undefined until it is known. @internal */
export function useOperationKinds(sourceId: string) {
  const api = useApi(pipelinesApiRef);
  const enabled = useMaySeeOperations() ?? false;
  const { data } = useQuery({
    queryKey: queryKeys.operationOptions(),
    queryFn: async ({ signal }) => {
      const answer = await api.GET('/operations/options', { signal });
      return answer.data!.items;
    },
    enabled,
  });
  return data?.find(each => each.sourceId === sourceId)?.kinds;
}

/** A dry run; nothing is asked without a request. It is as old as when it was asked for, and asked again only when somebody wants it. @internal */
export function useOperationPlan(request: OperationRequestBody | undefined) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.operationPlan(request),
    queryFn: async ({ signal }) => {
      const { data } = await api.POST('/operations/plan', {
        body: request!,
        signal,
      });
      return data!;
    },
    enabled: request !== undefined,
    gcTime: 0,
    refetchInterval: false,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

/** Asks for what was shown. The key makes a second click do nothing. @internal */
export function useRequestOperation(key: string) {
  const api = useApi(pipelinesApiRef);
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: {
      request: OperationRequestBody;
      shown: OperationPartitionRow[];
      reason: string;
    }) => {
      const { data } = await api.POST('/operations', {
        params: { header: { 'Idempotency-Key': key } },
        body,
      });
      return data!;
    },
    onSuccess: () =>
      client.invalidateQueries({
        predicate: ({ queryKey: [, resource] }) =>
          ['operations', 'approvals'].includes(String(resource)),
      }),
  });
}

/** Operations, the newest first, page by page. @internal */
export function useOperations(
  query: OperationsQuery,
  options: { enabled: boolean },
) {
  const api = useApi(pipelinesApiRef);
  return useInfiniteQuery({
    queryKey: queryKeys.operations(query),
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await api.GET('/operations', {
        params: { query: { ...query, cursor: pageParam } },
        signal,
      });
      return data!;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
    enabled: options.enabled,
    refetchInterval: REFRESH_MS,
  });
}

/** The dead-letter topics that take what a group couldn't read. @internal */
export function useDeadLetterTopics(groupId: number) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.deadLetterTopics(groupId),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/kafka/topics', {
        params: { query: { deadLettersOf: groupId, limit: 100 } },
        signal,
      });
      return data!.items;
    },
  });
}
