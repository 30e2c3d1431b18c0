import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';
import { entityPath } from './entityPath';

/** The page about a pipeline, or its runbook. It changes seldom, so it isn't asked for again every minute. @internal */
export function useDocs(entityRef: string, page: 'docs' | 'runbook') {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.docs(entityRef, page),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET(
        '/entities/{kind}/{namespace}/{name}/docs',
        { params: { path: entityPath(entityRef), query: { page } }, signal },
      );
      return data!;
    },
    refetchInterval: false,
  });
}
