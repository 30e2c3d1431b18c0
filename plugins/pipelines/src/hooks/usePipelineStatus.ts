import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';
import { rowLoaderFor } from '../api/rowLoader';

/**
 * One pipeline as the fleet shows it, read together with others that are asked for at the same time; null where the
 * backend knows none under this ref, or shows none to the reader.
 *
 * @param entityRef - without one nothing is asked
 * @internal
 */
export function usePipelineStatus(entityRef: string | undefined) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.pipelineStatus(entityRef ?? ''),
    queryFn: async () => (await rowLoaderFor(api).load(entityRef!)) ?? null,
    enabled: entityRef !== undefined,
  });
}
