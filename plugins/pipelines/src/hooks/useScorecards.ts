import { useApi } from '@backstage/core-plugin-api';
import type {
  LevelChangesQuery,
  ScorecardResultsQuery,
} from '@sluice/plugin-pipelines-common';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import { DateTime } from 'luxon';
import { pipelinesApiRef, queryKeys } from '../api';
import { entityPath } from './entityPath';
import { saveAs } from './saveAs';

/** All scorecards, and what is wrong with files of scorecards. @internal */
export function useScorecards() {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.scorecards(),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/scorecards', { signal });
      return data!;
    },
  });
}

/** Owners by checks; nothing is asked without an id. @internal */
export function useScorecardMatrix(scorecardId: string | undefined) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.scorecardMatrix(scorecardId ?? ''),
    enabled: scorecardId !== undefined,
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/scorecards/{scorecardId}', {
        params: { path: { scorecardId: scorecardId! } },
        signal,
      });
      return data!;
    },
    placeholderData: keepPreviousData,
  });
}

/** Pipelines with what came of each check, page by page. @internal */
export function useScorecardResults(
  scorecardId: string,
  query: ScorecardResultsQuery,
) {
  const api = useApi(pipelinesApiRef);
  return useInfiniteQuery({
    queryKey: queryKeys.scorecardResults(scorecardId, query),
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await api.GET('/scorecards/{scorecardId}/results', {
        params: {
          path: { scorecardId },
          query: { ...query, cursor: pageParam },
        },
        signal,
      });
      return data!;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** Which pipelines have another level than a week ago, the newest change first, page by page. @internal */
export function useLevelChanges(
  scorecardId: string,
  query: LevelChangesQuery = {},
) {
  const api = useApi(pipelinesApiRef);
  return useInfiniteQuery({
    queryKey: queryKeys.levelChanges(scorecardId, query),
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await api.GET('/scorecards/{scorecardId}/changes', {
        params: {
          path: { scorecardId },
          query: { ...query, cursor: pageParam },
        },
        signal,
      });
      return data!;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
  });
}

/** Where a pipeline stands on each scorecard, each check with its evidence. @internal */
export function usePipelineStandings(entityRef: string) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.pipelineStandings(entityRef),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET(
        '/entities/{kind}/{namespace}/{name}/scorecards',
        { params: { path: entityPath(entityRef) }, signal },
      );
      return data!.items;
    },
  });
}

/** Where an owner stands on each scorecard, and what would move it up; nothing is asked without one. @internal */
export function useOwnerScorecards(owner: string | undefined) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.ownerScorecards(owner ?? ''),
    enabled: owner !== undefined,
    queryFn: async ({ signal }) => {
      const { data } = await api.GET(
        '/scorecard-owners/{kind}/{namespace}/{name}',
        { params: { path: entityPath(owner!) }, signal },
      );
      return data!;
    },
  });
}

/** What a lead wants to know of an owner's month, such as `2026-11`. @internal */
export function useOwnerMonth(owner: string | undefined, month: string) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.ownerMonth(owner ?? '', month),
    enabled: owner !== undefined,
    queryFn: async ({ signal }) => {
      const { data } = await api.GET(
        '/scorecard-owners/{kind}/{namespace}/{name}/months/{month}',
        { params: { path: { ...entityPath(owner!), month } }, signal },
      );
      return data!;
    },
  });
}

/** Checks that owners agreed to pass until a date. @internal */
export function useCampaigns() {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.campaigns(),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/scorecard-campaigns', { signal });
      return data!.items;
    },
  });
}

/** One of them, with the pipelines that have something left. @internal */
export function useCampaign(campaignId: string) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.campaign(campaignId),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/scorecard-campaigns/{campaignId}', {
        params: { path: { campaignId } },
        signal,
      });
      return data!;
    },
  });
}

/** Downloads a row for each check of each pipeline as a CSV file. @internal */
export function useScorecardCsv(scorecardId: string | undefined) {
  const api = useApi(pipelinesApiRef);
  return useMutation({
    mutationFn: async (query: { owner?: string[] }) => {
      const { data } = await api.GET('/scorecards/{scorecardId}/results.csv', {
        params: { path: { scorecardId: scorecardId! }, query },
        parseAs: 'blob',
      });
      saveAs(
        data as unknown as Blob,
        `${scorecardId}-${DateTime.now().toISODate()}.csv`,
      );
    },
  });
}
