import { useApi } from '@backstage/core-plugin-api';
import type {
  AlertSeverity,
  IncidentDetail,
  IncidentsQuery,
} from '@sluice/plugin-pipelines-common';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';

/** More incidents of one pipeline are not marked anywhere. */
const MAX_INCIDENTS = 100;

/** Incidents, open ones first, page by page. @internal */
export function useIncidents(query: IncidentsQuery) {
  const api = useApi(pipelinesApiRef);
  return useInfiniteQuery({
    queryKey: queryKeys.incidents(query),
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await api.GET('/incidents', {
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

/** The incidents that name a pipeline, open ones first. @internal */
export function usePipelineIncidents(entityRef: string) {
  const api = useApi(pipelinesApiRef);
  const query = { pipeline: entityRef, limit: MAX_INCIDENTS };
  return useQuery({
    queryKey: queryKeys.pipelineIncidents(entityRef),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/incidents', {
        params: { query },
        signal,
      });
      return data!.items;
    },
  });
}

/** An incident with its timeline. @internal */
export function useIncident(incidentId: number) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.incident(incidentId),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/incidents/{incidentId}', {
        params: { path: { incidentId } },
        signal,
      });
      return data!;
    },
  });
}

/** What somebody declares. @internal */
export type IncidentToOpen = {
  title: string;
  severity: AlertSeverity;
  /** Entity refs. */
  pipelines: string[];
  note?: string;
};

/** Declares an incident. The key makes a second click do nothing. @internal */
export function useOpenIncident(key: string) {
  const api = useApi(pipelinesApiRef);
  const settle = useSettle();
  return useMutation({
    mutationFn: async (body: IncidentToOpen) => {
      const { data } = await api.POST('/incidents', {
        params: { header: { 'Idempotency-Key': key } },
        body,
      });
      return data!;
    },
    onSuccess: settle,
  });
}

/** Adds a note to the timeline of an incident. @internal */
export function useNoteOnIncident(incidentId: number) {
  const api = useApi(pipelinesApiRef);
  const settle = useSettle();
  return useMutation({
    mutationFn: async (note: { text: string; key: string }) => {
      const { data } = await api.POST('/incidents/{incidentId}/notes', {
        params: {
          path: { incidentId },
          header: { 'Idempotency-Key': note.key },
        },
        body: { text: note.text },
      });
      return data!;
    },
    onSuccess: settle,
  });
}

/** Closes an incident by hand. @internal */
export function useCloseIncident(incidentId: number) {
  const api = useApi(pipelinesApiRef);
  const settle = useSettle();
  return useMutation({
    mutationFn: async (close: { reason: string; key: string }) => {
      const { data } = await api.POST('/incidents/{incidentId}/close', {
        params: {
          path: { incidentId },
          header: { 'Idempotency-Key': close.key },
        },
        body: { reason: close.reason },
      });
      return data!;
    },
    onSuccess: settle,
  });
}

/** Shows what came of it at once, and asks for the lists again. */
function useSettle() {
  const client = useQueryClient();
  return async (detail: IncidentDetail) => {
    client.setQueryData(queryKeys.incident(detail.incident.id), detail);
    await client.invalidateQueries({
      predicate: ({ queryKey: [, resource] }) =>
        resource === 'incidents' || resource === 'pipeline-incidents',
    });
  };
}
