import { useApi } from '@backstage/core-plugin-api';
import type { RunsQuery } from '@sluice/plugin-pipelines-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';
import { entityPath } from './entityPath';

/** Runs of a pipeline, newest first. While another page or filter loads, the last answer stays. @internal */
export function useRuns(
  entityRef: string,
  query: RunsQuery,
  options?: { enabled?: boolean },
) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.runs(entityRef, query),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET(
        '/entities/{kind}/{namespace}/{name}/runs',
        { params: { path: entityPath(entityRef), query }, signal },
      );
      return data!;
    },
    placeholderData: keepPreviousData,
    enabled: options?.enabled,
  });
}
