import { useApi } from '@backstage/core-plugin-api';
import type { KafkaTopicsQuery } from '@sluice/plugin-pipelines-common';
import { useQuery } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';

/** Topics are written down about once a minute. */
const REFRESH_MS = 60_000;

/** A page of topics of all clusters. @internal */
export function useKafkaTopics(
  query: KafkaTopicsQuery,
  options?: { enabled?: boolean },
) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.kafkaTopics(query),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/kafka/topics', {
        params: { query },
        signal,
      });
      return data!;
    },
    refetchInterval: REFRESH_MS,
    enabled: options?.enabled,
  });
}

/** What the headers of the newest dead letters of a topic say: read from its cluster, so only once and when somebody asks again. @internal */
export function useDeadLetters(clusterId: string, topic: string) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.deadLetters(clusterId, topic),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET(
        '/kafka/clusters/{clusterId}/topics/{topic}/dead-letters',
        { params: { path: { clusterId, topic } }, signal },
      );
      return data!;
    },
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
}
