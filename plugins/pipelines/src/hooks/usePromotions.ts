import { useApi } from '@backstage/core-plugin-api';
import type {
  PromotionDetail,
  PromotionToPlan,
  PromotionToRequest,
} from '@sluice/plugin-pipelines-common';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';
import { isWorking } from '../promotions/promotionLook';

/** How often a promotion that is under way is read again, in milliseconds: its log grows between signals. */
const WORKING_MS = 3_000;

/** A promotion with its plan, gates, steps, timeline and log; read often while it is under way. @internal */
export function usePromotion(promotionId: number) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.promotion(promotionId),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/promotions/{promotionId}', {
        params: { path: { promotionId } },
        signal,
      });
      return data!;
    },
    ...whileWorking,
  });
}

const whileWorking = {
  refetchInterval: (query: { state: { data?: PromotionDetail } }) =>
    query.state.data && isWorking(query.state.data) ? WORKING_MS : 60_000,
};

/**
 * What a promotion would change, could hurt and needs. It asks for nothing.
 *
 * @param plan - undefined while there is nothing to plan yet
 * @internal
 */
export function usePromotionPlan(plan: PromotionToPlan | undefined) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.promotionPlan(plan),
    queryFn: async ({ signal }) => {
      const { data } = await api.POST('/promotions/plan', {
        body: plan!,
        signal,
      });
      return data!;
    },
    enabled: plan !== undefined,
    // What is looked at mustn't change under the reader: a plan that is another one by now is refused when it is asked for.
    refetchInterval: false,
    refetchOnWindowFocus: false,
    // And an old one is never shown again.
    staleTime: 0,
    gcTime: 0,
  });
}

/** Asks for a promotion. The key makes a second click do nothing. @internal */
export function useRequestPromotion(key: string) {
  const api = useApi(pipelinesApiRef);
  const settled = useSettled();
  return useMutation({
    mutationFn: async (body: PromotionToRequest) => {
      const { data } = await api.POST('/promotions', {
        params: { header: { 'Idempotency-Key': key } },
        body,
      });
      return data!;
    },
    onSettled: settled,
  });
}

/** What can be done to a promotion besides voting, each with a reason. @internal */
export type PromotionAction =
  | { kind: 'cancel' | 'retry' | 'review'; reason: string; key: string }
  | { kind: 'override'; gate: string; reason: string; key: string };

/** Does something to a promotion. @returns the promotion after it; of a retry, the new one @internal */
export function useActOnPromotion(promotionId: number) {
  const api = useApi(pipelinesApiRef);
  const settled = useSettled();
  return useMutation({
    mutationFn: async (action: PromotionAction) => {
      const { key, reason } = action;
      const params = {
        path: { promotionId },
        header: { 'Idempotency-Key': key },
      };
      if (action.kind === 'override') {
        const { data } = await api.POST('/promotions/{promotionId}/overrides', {
          params,
          body: { gate: action.gate, reason },
        });
        return data!;
      }
      const body = { reason };
      if (action.kind === 'cancel') {
        const { data } = await api.POST('/promotions/{promotionId}/cancel', {
          params,
          body,
        });
        return data!;
      }
      if (action.kind === 'review') {
        const { data } = await api.POST('/promotions/{promotionId}/review', {
          params,
          body,
        });
        return data!;
      }
      const { data } = await api.POST('/promotions/{promotionId}/retry', {
        params,
        body,
      });
      return data!;
    },
    onSettled: settled,
  });
}

function useSettled() {
  const client = useQueryClient();
  return (detail: PromotionDetail | undefined) => {
    if (detail) client.setQueryData(queryKeys.promotion(detail.id), detail);
    return client.invalidateQueries({ queryKey: ['pipelines'] });
  };
}
