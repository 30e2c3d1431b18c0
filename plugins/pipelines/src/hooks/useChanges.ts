import { useApi } from '@backstage/core-plugin-api';
import type { ChangesQuery } from '@sluice/plugin-pipelines-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';
import { entityPath } from './entityPath';

/** What changed in a pipeline, and upstream of it, before a moment. @internal */
export function useChanges(entityRef: string, query: ChangesQuery) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.changes(entityRef, query),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET(
        '/entities/{kind}/{namespace}/{name}/changes',
        { params: { path: entityPath(entityRef), query }, signal },
      );
      return data!;
    },
    // A longer look back keeps what the shorter one found until it is there; another miss doesn't.
    placeholderData: (previous, before) => {
      const [, , ref, asked] = before?.queryKey ?? [];
      return ref === entityRef && asked?.before === query.before
        ? keepPreviousData(previous)
        : undefined;
    },
  });
}
