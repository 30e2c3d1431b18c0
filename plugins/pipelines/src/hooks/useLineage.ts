import { useApi } from '@backstage/core-plugin-api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';
import { entityPath } from './entityPath';

/** What a pipeline reads and writes, and who is behind that, up to `depth` steps away. @internal */
export function useLineage(entityRef: string, depth: number) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.lineage(entityRef, depth),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET(
        '/entities/{kind}/{namespace}/{name}/lineage',
        { params: { path: entityPath(entityRef), query: { depth } }, signal },
      );
      return data!;
    },
    placeholderData: keepPreviousData,
  });
}
