import { useApi } from '@backstage/core-plugin-api';
import type { SloPatchRequest } from '@sluice/plugin-pipelines-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';

/** The change to the file of the entity that a definition takes. Nothing is changed by asking. @internal */
export function useSloPatch(request: SloPatchRequest) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.sloPatch(request),
    queryFn: async ({ signal }) => {
      const { data } = await api.POST('/slos/patch', { body: request, signal });
      return data!;
    },
    placeholderData: keepPreviousData,
    refetchInterval: false,
    retry: false,
  });
}
