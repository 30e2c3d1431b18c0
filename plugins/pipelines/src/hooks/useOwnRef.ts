import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';

/** The entity ref of the reader; undefined until it is known. @internal */
export function useOwnRef(): string | undefined {
  const identityApi = useApi(identityApiRef);
  return useQuery({
    queryKey: ['pipelines', 'own-ref'],
    queryFn: async () =>
      (await identityApi.getBackstageIdentity()).userEntityRef,
    staleTime: Infinity,
    refetchInterval: false,
  }).data;
}
