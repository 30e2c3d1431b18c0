import { useApi } from '@backstage/core-plugin-api';
import type { Verdict } from '@sluice/plugin-pipelines-common';
import { useQuery } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';

/** Why an occurrence was missed. Asked for one at a time: it looks at the runs of everything upstream. @internal */
export function useMissAttribution(
  sloId: number,
  verdict: Pick<Verdict, 'pipeline' | 'occurrence'>,
) {
  const api = useApi(pipelinesApiRef);
  const { occurrence, pipeline } = verdict;
  return useQuery({
    queryKey: queryKeys.missAttribution(sloId, pipeline, occurrence),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET(
        '/slos/{sloId}/verdicts/{occurrence}/attribution',
        {
          params: { path: { sloId, occurrence }, query: { pipeline } },
          signal,
        },
      );
      return data!;
    },
  });
}
