import { useApi } from '@backstage/core-plugin-api';
import type {
  ApprovalDetail,
  ApprovalsQuery,
} from '@sluice/plugin-pipelines-common';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';

/** Requests for decisions, the newest first, page by page. @internal */
export function useApprovals(query: ApprovalsQuery) {
  const api = useApi(pipelinesApiRef);
  return useInfiniteQuery({
    queryKey: queryKeys.approvals(query),
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await api.GET('/approvals', {
        params: { query: { ...query, cursor: pageParam } },
        signal,
      });
      return data!;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** A request with its subject, votes and comments; nothing is asked without an id. @internal */
export function useApproval(approvalId: number | undefined) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.approval(approvalId ?? 0),
    enabled: approvalId !== undefined,
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/approvals/{approvalId}', {
        params: { path: { approvalId: approvalId! } },
        signal,
      });
      return data!;
    },
  });
}

/** What somebody says about a request, on what they see. @internal */
export type VoteToCast = {
  kind: 'approve' | 'reject' | 'revoke';
  /** The request as it is on the screen: the vote is bound to it. */
  shown: ApprovalDetail;
  comment?: string;
  /** Makes a second click do nothing. */
  key: string;
};

/** Casts a vote on what is on the screen. After a refusal too, the request is read again: it may have changed. @internal */
export function useVote(approvalId: number) {
  const api = useApi(pipelinesApiRef);
  const settled = useSettled(approvalId);
  return useMutation({
    mutationFn: async ({ comment, key, kind, shown }: VoteToCast) => {
      const { data } = await api.POST('/approvals/{approvalId}/votes', {
        params: {
          path: { approvalId },
          header: { 'Idempotency-Key': key },
        },
        body: {
          kind,
          subjectHash: shown.subjectHash,
          shownDigest: shown.shown.digest,
          comment,
        },
      });
      return data!;
    },
    onSettled: settled,
  });
}

/** Writes something that counts for nothing. @internal */
export function useCommentOnApproval(approvalId: number) {
  const api = useApi(pipelinesApiRef);
  const settled = useSettled(approvalId);
  return useMutation({
    mutationFn: async (comment: { text: string; key: string }) => {
      const { data } = await api.POST('/approvals/{approvalId}/comments', {
        params: {
          path: { approvalId },
          header: { 'Idempotency-Key': comment.key },
        },
        body: { text: comment.text },
      });
      return data!;
    },
    onSettled: settled,
  });
}

/** Takes back what the reader asked for. @internal */
export function useWithdrawApproval(approvalId: number) {
  const api = useApi(pipelinesApiRef);
  const settled = useSettled(approvalId);
  return useMutation({
    mutationFn: async () => {
      const { data } = await api.POST('/approvals/{approvalId}/withdraw', {
        params: { path: { approvalId } },
      });
      return data!;
    },
    onSettled: settled,
  });
}

/** Passes the reader's right to vote on to another person. @internal */
export function useDelegateApproval(approvalId: number) {
  const api = useApi(pipelinesApiRef);
  const settled = useSettled(approvalId);
  return useMutation({
    mutationFn: async (to: string) => {
      const { data } = await api.POST('/approvals/{approvalId}/delegate', {
        params: { path: { approvalId } },
        body: { to },
      });
      return data!;
    },
    onSettled: settled,
  });
}

/** Shows what the backend answered at once, and reads again all that it may have changed. */
function useSettled(approvalId: number) {
  const client = useQueryClient();
  return (detail: ApprovalDetail | undefined) => {
    if (detail) client.setQueryData(queryKeys.approval(approvalId), detail);
    return client.invalidateQueries({ queryKey: ['pipelines'] });
  };
}
