import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';
import { entityPath } from './entityPath';

/** One pipeline with each environment and what is wrong with it. @internal */
export function usePipeline(entityRef: string) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.pipeline(entityRef),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/entities/{kind}/{namespace}/{name}', {
        params: { path: entityPath(entityRef) },
        signal,
      });
      return data!;
    },
  });
}
