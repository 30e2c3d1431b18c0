import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';

/** The report of a date, or the newest; null before the first one. @internal */
export function useMorningReport(date: string | undefined) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.morningReport(date),
    queryFn: async ({ signal }) => {
      const { data } = date
        ? await api.GET('/reports/morning/{date}', {
            params: { path: { date } },
            signal,
          })
        : await api.GET('/reports/morning', { signal });
      return data ?? null;
    },
  });
}
