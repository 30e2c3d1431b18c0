import { useApi } from '@backstage/core-plugin-api';
import type { KafkaConnectorsQuery } from '@sluice/plugin-pipelines-common';
import { useQuery } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';

const REFRESH_MS = 30_000;

/** Connectors of Kafka Connect, those first that need a human. @internal */
export function useConnectors(
  query: KafkaConnectorsQuery,
  options?: { enabled?: boolean },
) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.connectors(query),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/kafka/connectors', {
        params: { query },
        signal,
      });
      return data!;
    },
    refetchInterval: REFRESH_MS,
    enabled: options?.enabled,
  });
}
