import type { LagStatus } from '@sluice/plugin-pipelines-common';
import type { GroupCount, GroupFilter } from './LagReads';

/** How many groups a filter shows, and how many each of its values would. @internal */
export type GroupFacets = {
  totalItems: number;
  byStatus: Partial<Record<LagStatus, number>>;
  byCluster: Record<string, number>;
  byBinding: { bound: number; unbound: number };
  /** Those that were given up, shown or not. */
  abandoned: number;
};

type Chosen = Pick<GroupFilter, 'status' | 'cluster' | 'bound'> & {
  abandoned: boolean;
};

/**
 * Counts for the values of each filter: what is chosen in the others counts, what is chosen in the same doesn't, or the values that are left
 * out would look as if there were none.
 *
 * @internal
 */
export function groupFacets(
  counts: readonly GroupCount[],
  chosen: Chosen,
): GroupFacets {
  const total = (of: readonly GroupCount[]) =>
    of.reduce((sum, { count }) => sum + count, 0);
  const among = (without?: keyof Chosen) =>
    counts.filter(
      each =>
        (without === 'abandoned' || chosen.abandoned || each.active) &&
        (without === 'status' ||
          !chosen.status?.length ||
          chosen.status.includes(each.status)) &&
        (without === 'cluster' ||
          !chosen.cluster?.length ||
          chosen.cluster.includes(each.cluster)) &&
        (without === 'bound' ||
          chosen.bound === undefined ||
          chosen.bound === each.bound),
    );
  const by = (name: 'status' | 'cluster') => {
    const sums: Record<string, number> = {};
    for (const each of among(name)) {
      sums[each[name]] = (sums[each[name]] ?? 0) + each.count;
    }
    return sums;
  };
  return {
    totalItems: total(among()),
    byStatus: by('status'),
    byCluster: by('cluster'),
    byBinding: {
      bound: total(among('bound').filter(({ bound }) => bound)),
      unbound: total(among('bound').filter(({ bound }) => !bound)),
    },
    abandoned: total(among('abandoned').filter(({ active }) => !active)),
  };
}
