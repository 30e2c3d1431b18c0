import { useApi } from '@backstage/core-plugin-api';
import type { VerdictsQuery } from '@sluice/plugin-pipelines-common';
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
