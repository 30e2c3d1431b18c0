import type { RollbackOption } from '@sluice/plugin-pipelines-common';

/**
 * The release to go back to.
 *
 * @param options - of the environment, the best first
 * @param wanted - id of a release; undefined for the best that can be asked for without breaking the glass
 * @returns its id and why it is that one, or what speaks against it
 * @internal
 */
export function chooseRollback(
  options: readonly RollbackOption[],
  wanted: number | undefined,
): { releaseId: number; why: string } | { problem: string } {
  const candidates =
    wanted === undefined
      ? options
      : options.filter(each => each.release.id === wanted);
  const why = ({ disabled, reason, tier }: RollbackOption) =>
    disabled ??
    (tier === 'retrievable'
      ? `${reason}: that takes breaking the glass, on the page of the unit`
      : undefined);
  const best = candidates.find(each => why(each) === undefined);
  if (best) return { releaseId: best.release.id, why: best.reason };
  if (candidates.length > 0) {
    return {
      problem: candidates
        .map(each => `release ${each.release.id}: ${why(each)}`)
        .join('; '),
    };
  }
  return {
    problem:
      wanted === undefined
        ? 'no other release ran there'
        : `release ${wanted} is none of those that it can go back to (${
            options.map(each => each.release.id).join(', ') || 'there are none'
          })`,
  };
}
