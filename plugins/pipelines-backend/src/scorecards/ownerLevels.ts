import type { Scorecard } from '@sluice/plugin-pipelines-node/documents';

/** How many pipelines stand at each level; the first entry below the first level. @internal */
export type LevelCounts = number[];

/** @returns zeros, one more than there are levels @internal */
export function noCounts({ levels }: Pick<Scorecard, 'levels'>): LevelCounts {
  return Array(levels.length + 1).fill(0);
}

/** Where a level stands among the counts: 0 below the first one, and for one that the scorecard doesn't have any more. @internal */
export function rankOf(
  { levels }: Pick<Scorecard, 'levels'>,
  level: string | null | undefined,
): number {
  return levels.findIndex(each => each.name === level) + 1;
}

/**
 * The level of an owner: the highest that at least `ownerShare` of its pipelines have reached.
 *
 * @returns undefined below the first level, or without pipelines
 * @internal
 */
export function levelOfCounts(
  { levels, ownerShare }: Pick<Scorecard, 'levels' | 'ownerShare'>,
  counts: LevelCounts,
): string | undefined {
  const all = counts.reduce((sum, each) => sum + each, 0);
  if (all === 0) return undefined;
  let reached = all;
  let found: string | undefined;
  levels.forEach(({ name }, i) => {
    reached -= counts[i];
    if (reached / all >= ownerShare) found = name;
  });
  return found;
}

/** The mean of the ranks, 0 below the first level. @internal */
export function meanLevel(counts: LevelCounts): number {
  const all = counts.reduce((sum, each) => sum + each, 0);
  if (all === 0) return 0;
  const sum = counts.reduce((total, each, rank) => total + each * rank, 0);
  return Math.round((sum / all) * 100) / 100;
}
