import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';

/** Health of every collector, what needs a human first. @internal */
export function useSources() {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.sources(),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/sources', { signal });
      return data!.items;
    },
  });
}
