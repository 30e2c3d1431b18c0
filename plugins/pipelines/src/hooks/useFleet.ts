import { useApi } from '@backstage/core-plugin-api';
import type { FleetQuery } from '@sluice/plugin-pipelines-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';

/**
 * One page of the fleet. While another page, order or filter loads, the last answer stays.
 *
 * @internal
 */
export function useFleet(query: FleetQuery, options?: { enabled?: boolean }) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.fleet(query),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/fleet', { params: { query }, signal });
      return data!;
    },
    placeholderData: keepPreviousData,
    enabled: options?.enabled,
  });
}

/** The figures over everything that the reader may see. @internal */
export function useFleetSummary() {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.fleetSummary(),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/fleet/summary', { signal });
      return data!;
    },
  });
}

/** One tile a pipeline for all that the filter matches. @internal */
export function useFleetWall(query: FleetQuery) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.fleetWall(query),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/fleet/wall', {
        params: { query },
        signal,
      });
      return data!.items;
    },
    placeholderData: keepPreviousData,
  });
}
