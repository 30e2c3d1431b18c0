import { useApi } from '@backstage/core-plugin-api';
import type {
  Slo,
  SloPreviewRequest,
  SlosQuery,
  VerdictsQuery,
} from '@sluice/plugin-pipelines-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';
import { entityPath } from './entityPath';

/** What a pipeline promises, its own SLOs first. @internal */
export function usePipelineSlos(entityRef: string) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.slos(entityRef),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET(
        '/entities/{kind}/{namespace}/{name}/slos',
        { params: { path: entityPath(entityRef) }, signal },
      );
      return data!.items;
    },
  });
}

/** An SLO with the days of its history. @internal */
export function useSloDetail(sloId: number | undefined) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.slo(sloId ?? 0),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/slos/{sloId}', {
        params: { path: { sloId: sloId! } },
        signal,
      });
      return data!;
    },
    enabled: sloId !== undefined,
  });
}

/** What became of the occurrences of an SLO, the one due last first. @internal */
export function useVerdicts(sloId: number | undefined, query: VerdictsQuery) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.verdicts(sloId ?? 0, query),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/slos/{sloId}/verdicts', {
        params: { path: { sloId: sloId! }, query },
        signal,
      });
      return data!;
    },
    placeholderData: keepPreviousData,
    enabled: sloId !== undefined,
  });
}

/** A page of the API. */
const PAGE_SLOS = 500;
/** More than these are not read, let alone printed: a filter is to narrow them down. */
const MAX_SLOS = 1000;

/** The SLOs in force that match, what needs a human first; at most {@link MAX_SLOS} of them. @internal */
export function useSlos(query: SlosQuery) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.sloList(query),
    queryFn: async ({ signal }) => {
      const slos: Slo[] = [];
      let cursor: string | undefined;
      let totalItems = 0;
      do {
        const { data } = await api.GET('/slos', {
          params: { query: { ...query, limit: PAGE_SLOS, cursor } },
          signal,
        });
        slos.push(...data!.items);
        totalItems = data!.totalItems;
        cursor = data!.nextCursor;
      } while (cursor && slos.length < MAX_SLOS);
      return { slos, totalItems };
    },
    placeholderData: keepPreviousData,
  });
}

/** What a definition would have come to. Nothing is kept, so it is asked again only where something changed. @internal */
export function useSloPreview(request: SloPreviewRequest) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.sloPreview(request),
    queryFn: async ({ signal }) => {
      const { data } = await api.POST('/slos/preview', {
        body: request,
        signal,
      });
      return data!;
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
