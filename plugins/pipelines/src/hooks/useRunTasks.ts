import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';
import { entityPath } from './entityPath';

/** Tasks of one run, asked of its source now. @internal */
export function useRunTasks(entityRef: string, runId: string) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.runTasks(entityRef, runId),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET(
        '/entities/{kind}/{namespace}/{name}/runs/{runId}/tasks',
        { params: { path: { ...entityPath(entityRef), runId } }, signal },
      );
      return data!;
    },
  });
}
