import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';

/** What a person proposes to take out of an SLO; times are ISO 8601. @internal */
export type SloProposal = {
  kind: 'exclusion' | 'quarantine';
  from: string;
  to: string;
  reason: string;
};

/** What people decided about an SLO, the newest first. @internal */
export function useSloDecisions(sloId: number) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.sloDecisions(sloId),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/slos/{sloId}/decisions', {
        params: { path: { sloId } },
        signal,
      });
      return data!.items;
    },
  });
}

/** Proposes a decision. The key makes a second click do nothing. @internal */
export function useProposeDecision(sloId: number, key: string) {
  const api = useApi(pipelinesApiRef);
  const settle = useSettle();
  return useMutation({
    mutationFn: async (body: SloProposal) => {
      const { data } = await api.POST('/slos/{sloId}/decisions', {
        params: { path: { sloId }, header: { 'Idempotency-Key': key } },
        body,
      });
      return data!;
    },
    onSuccess: settle,
  });
}

/** Confirms a decision of somebody else, or takes one back. @internal */
export function useSettleDecision(
  sloId: number,
  decisionId: number,
  how: 'confirm' | 'withdraw',
) {
  const api = useApi(pipelinesApiRef);
  const settle = useSettle();
  return useMutation({
    mutationFn: async () => {
      const { data } = await api.POST(
        `/slos/{sloId}/decisions/{decisionId}/${how}`,
        { params: { path: { sloId, decisionId } } },
      );
      return data!;
    },
    onSuccess: settle,
  });
}

/** The entity ref of the reader; undefined until it is known. @internal */
export function useOwnRef() {
  const identityApi = useApi(identityApiRef);
  const { data } = useQuery({
    queryKey: ['pipelines', 'own-ref'],
    queryFn: async () =>
      (await identityApi.getBackstageIdentity()).userEntityRef,
    staleTime: Infinity,
    refetchInterval: false,
  });
  return data;
}

/** Verdicts are judged again, so all that shows them is asked for again. */
function useSettle() {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({
      predicate: ({ queryKey: [, resource] }) =>
        ['slo-decisions', 'slos', 'slo', 'verdicts', 'slo-list'].includes(
          String(resource),
        ),
    });
}
