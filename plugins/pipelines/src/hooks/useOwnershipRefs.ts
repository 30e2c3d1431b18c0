import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';

/** Entity refs as which the reader owns things: the reader and the groups it is in. @internal */
export function useOwnershipRefs() {
  const identityApi = useApi(identityApiRef);
  return useQuery({
    queryKey: ['pipelines', 'ownership'],
    queryFn: async () =>
      (await identityApi.getBackstageIdentity()).ownershipEntityRefs,
    staleTime: Infinity,
    refetchInterval: false,
  });
}
