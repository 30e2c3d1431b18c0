import { useApi } from '@backstage/core-plugin-api';
import type { SchemasQuery } from '@sluice/plugin-pipelines-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';

/** A registry is read every minute or two. */
const REFRESH_MS = 60_000;

/** A page of subjects of schema registries. @internal */
export function useSchemas(
  query: SchemasQuery,
  options?: { enabled?: boolean },
) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.schemas(query),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/schemas', { params: { query }, signal });
      return data!;
    },
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
    enabled: options?.enabled,
  });
}

/** A subject with its versions, the newest first. @internal */
export function useSchemaSubject(registryId: string, subject: string) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.schemaSubject(registryId, subject),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/schemas/{registryId}/{subject}', {
        params: { path: { registryId, subject } },
        signal,
      });
      return data!;
    },
    refetchInterval: REFRESH_MS,
  });
}

/** How two versions of a subject differ. They never change, so it is asked once. @internal */
export function useSchemaDiff(options: {
  registryId: string;
  subject: string;
  from: number;
  to: number;
}) {
  const { from, registryId, subject, to } = options;
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.schemaDiff(registryId, subject, from, to),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/schemas/{registryId}/{subject}/diff', {
        params: { path: { registryId, subject }, query: { from, to } },
        signal,
      });
      return data!;
    },
    placeholderData: keepPreviousData,
  });
}
