import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';

/** The ordered list of environments; the first is furthest from production. @internal */
export function useEnvironments() {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.environments(),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/environments', { signal });
      return data!.items;
    },
    staleTime: Infinity,
    refetchInterval: false,
  });
}
