import { useApi } from '@backstage/core-plugin-api';
import type { ConsumerGroupsQuery } from '@sluice/plugin-pipelines-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';
import { trendsByGroup } from '../streams/groupTrend';
import { lagQueryOf, type LagRange } from '../streams/lagRange';
import { entityPath } from './entityPath';

/** A sweep is read about as often, and signals tell of those alone that change a pipeline. */
const REFRESH_MS = 15_000;
/** A step of a trend is 12 minutes. */
const TRENDS_REFRESH_MS = 60_000;

/** The Kafka clusters, as their last sweeps found them. @internal */
export function useKafkaClusters() {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.kafkaClusters(),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/kafka/clusters', { signal });
      return data!.items;
    },
    refetchInterval: REFRESH_MS,
  });
}

/** A page of consumer groups. While another page or filter loads, the last answer stays. @internal */
export function useConsumerGroups(query: ConsumerGroupsQuery) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.consumerGroups(query),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/kafka/groups', {
        params: { query },
        signal,
      });
      return data!;
    },
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
}

/** How the groups of a page came where they are: one request for all of them. @internal */
export function useGroupTrends(groupIds: readonly number[]) {
  const api = useApi(pipelinesApiRef);
  // In another order they are the same.
  const groupId = [...groupIds].sort((a, b) => a - b);
  return useQuery({
    queryKey: queryKeys.groupTrends(groupId),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/kafka/group-trends', {
        params: { query: { groupId, hours: 6, steps: 30 } },
        signal,
      });
      return data!;
    },
    select: trendsByGroup,
    enabled: groupId.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: TRENDS_REFRESH_MS,
  });
}

/** A group with its partitions and members; asked only once there is one. @internal */
export function useConsumerGroup(
  groupId: number,
  options?: { enabled?: boolean },
) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.consumerGroup(groupId),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/kafka/groups/{groupId}', {
        params: { path: { groupId } },
        signal,
      });
      return data!;
    },
    refetchInterval: REFRESH_MS,
    enabled: options?.enabled,
  });
}

/** The past of a group, be it a pipeline or not. @internal */
export function useConsumerGroupLag(groupId: number, range: LagRange) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.consumerGroupLag(groupId, range),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/kafka/groups/{groupId}/lag', {
        params: { path: { groupId }, query: lagQueryOf(range, Date.now()) },
        signal,
      });
      return data!;
    },
    placeholderData: keepPreviousData,
  });
}

/** How far a pipeline was behind, a series for each cluster that it reads from. @internal */
export function usePipelineLag(entityRef: string, range: LagRange) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.lag(entityRef, range),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET(
        '/entities/{kind}/{namespace}/{name}/lag',
        {
          params: {
            path: entityPath(entityRef),
            query: lagQueryOf(range, Date.now()),
          },
          signal,
        },
      );
      return data!;
    },
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
}
