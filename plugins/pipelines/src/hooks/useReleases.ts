import { useApi } from '@backstage/core-plugin-api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { pipelinesApiRef, queryKeys } from '../api';
import { entityPath } from './entityPath';

/** Also without a signal, as all queries. */
const BOARD_MS = 60_000;
const PAST_MS = 3_000;

/** What runs where and what moves now, a row a unit. @internal */
export function useReleaseBoard() {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.releaseBoard(),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/units/board', { signal });
      return data!;
    },
    // Signals tell of what happens now, not of a past that is told.
    refetchInterval: ({ state: { data } }) =>
      data?.pastToldPercent === undefined ? BOARD_MS : PAST_MS,
  });
}

/** A unit with what it can be rolled back to, and why. @internal */
export function useReleaseUnit(unit: string) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.releaseUnit(unit),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/units/{unit}', {
        params: { path: { unit } },
        signal,
      });
      return data!;
    },
  });
}

/** A release with its artifacts and evidence. @internal */
export function useRelease(releaseId: number) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.release(releaseId),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/releases/{releaseId}', {
        params: { path: { releaseId } },
        signal,
      });
      return data!;
    },
  });
}

/**
 * What a release changes against another one of its unit.
 *
 * @param base - id of a release, or `none`; the one before it without one
 * @internal
 */
export function useReleaseDiff(releaseId: number, base?: string) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.releaseDiff(releaseId, base),
    // Releases never change, so neither does what is between them.
    staleTime: Infinity,
    refetchInterval: false,
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/releases/{releaseId}/diff', {
        params: { path: { releaseId }, query: { base } },
        signal,
      });
      return data!;
    },
  });
}

/** What was released of a pipeline, by environment. @internal */
export function usePipelineReleases(entityRef: string) {
  const api = useApi(pipelinesApiRef);
  return useQuery({
    queryKey: queryKeys.pipelineReleases(entityRef),
    queryFn: async ({ signal }) => {
      const { data } = await api.GET(
        '/entities/{kind}/{namespace}/{name}/releases',
        { params: { path: entityPath(entityRef) }, signal },
      );
      return data!;
    },
  });
}

/** What can be said about what runs somewhere, each with a reason but the last. @internal */
export type UnitAction =
  | {
      kind: 'hold';
      unit: string;
      environment: string;
      reason: string;
      key: string;
    }
  | { kind: 'acknowledge'; changeId: number; reason: string; key: string }
  | { kind: 'release-hold'; holdId: number; key: string };

/** Holds a unit, asks that a hold ends, or says that one has looked at a change made behind Sluice's back. @internal */
export function useActOnUnit() {
  const api = useApi(pipelinesApiRef);
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (action: UnitAction) => {
      const header = { 'Idempotency-Key': action.key };
      switch (action.kind) {
        case 'hold': {
          const { environment, reason, unit } = action;
          await api.POST('/holds', {
            params: { header },
            body: { unit, environment, reason },
          });
          return;
        }
        case 'acknowledge':
          await api.POST('/unmanaged-changes/{changeId}/acknowledge', {
            params: { header, path: { changeId: action.changeId } },
            body: { reason: action.reason },
          });
          return;
        default:
          await api.DELETE('/holds/{holdId}', {
            params: { header, path: { holdId: action.holdId } },
          });
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['pipelines'] }),
  });
}
