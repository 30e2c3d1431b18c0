import { useApi } from '@backstage/core-plugin-api';
import type { LedgerQuery } from '@sluice/plugin-pipelines-common';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';

/** Rows of the ledger, the newest first, page by page. @internal */
export function useLedger(query: LedgerQuery) {
  const api = useApi(pipelinesApiRef);
  return useInfiniteQuery({
    queryKey: queryKeys.ledger(query),
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await api.GET('/ledger', {
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

/** Where the ledger stands, and what the last scheduled verification found. @internal */
export function useLedgerHead() {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.ledgerHead(),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/ledger/head', { signal });
      return data!;
    },
  });
}

/** Has the whole ledger read and checked now. @internal */
export function useVerifyLedger() {
  const api = useApi(pipelinesApiRef);
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const { data } = await api.GET('/ledger/verify');
      return data!;
    },
    onSettled: () =>
      client.invalidateQueries({ queryKey: queryKeys.ledgerHead() }),
  });
}

/** Has the head written to its file now. @internal */
export function useExportLedgerHead() {
  const api = useApi(pipelinesApiRef);
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const { data } = await api.POST('/ledger/head/export');
      return data!;
    },
    onSettled: () =>
      client.invalidateQueries({ queryKey: queryKeys.ledgerHead() }),
  });
}
