import { useApi } from '@backstage/core-plugin-api';
import type { AlertsQuery } from '@sluice/plugin-pipelines-common';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';

/** Alerts, what needs a human first, page by page. @internal */
export function useAlerts(query: AlertsQuery) {
  const api = useApi(pipelinesApiRef);
  return useInfiniteQuery({
    queryKey: queryKeys.alerts(query),
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await api.GET('/alerts', {
        params: { query: { ...query, cursor: pageParam } },
        signal,
      });
      return data!;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** Open alerts that affect a pipeline, or that it causes. @internal */
export function usePipelineAlerts(entityRef: string) {
  const api = useApi(pipelinesApiRef);
  const query: AlertsQuery = {
    pipeline: entityRef,
    state: ['open', 'acknowledged'],
  };
  return useQuery({
    queryKey: queryKeys.pipelineAlerts(entityRef),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/alerts', { params: { query }, signal });
      return data!.items;
    },
  });
}

/** An alert with its pipelines, its history and who was told. @internal */
export function useAlert(alertId: number) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.alert(alertId),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/alerts/{alertId}', {
        params: { path: { alertId } },
        signal,
      });
      return data!;
    },
  });
}

/** How alerts are told. @internal */
export function useAlertChannels() {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.alertChannels(),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/alert-channels', { signal });
      return data!.items;
    },
  });
}

/** Says that the reader looks after an alert. @internal */
export function useAcknowledge(alertId: number) {
  const api = useApi(pipelinesApiRef);
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const { data } = await api.POST('/alerts/{alertId}/acknowledge', {
        params: {
          path: { alertId },
          header: { 'Idempotency-Key': crypto.randomUUID() },
        },
        body: {},
      });
      return data!;
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['pipelines'] }),
  });
}
