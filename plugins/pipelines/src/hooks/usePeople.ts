import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { queryKeys } from '../api';

/** More people than this are not offered: their ref can be typed. */
const MAX_PEOPLE = 500;

/** A user of the catalog. @internal */
export type PersonOption = { ref: string; name: string };

/** The users whom the catalog knows, by name. @internal */
export function usePeople() {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: queryKeys.people(),
    staleTime: Infinity,
    queryFn: async (): Promise<PersonOption[]> => {
      const { items } = await catalog.getEntities({
        filter: { kind: 'User' },
        fields: ['kind', 'metadata', 'spec.profile'],
        limit: MAX_PEOPLE,
      });
      return items
        .map(user => ({
          ref: stringifyEntityRef(user),
          name:
            (user.spec?.profile as { displayName?: string } | undefined)
              ?.displayName ?? user.metadata.name,
        }))
        .sort((a, b) => a.name.localeCompare(b.name));
    },
  });
}
