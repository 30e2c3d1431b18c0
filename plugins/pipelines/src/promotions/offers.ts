import type {
  ReleaseBoardRow,
  ReleaseRef,
  UnitEnvironment,
} from '@sluice/plugin-pipelines-common';

/** Releases that can be asked for somewhere. @internal */
export type Offers = {
  /** Comes next on the way through the environments. */
  next?: ReleaseRef;
  /** May come out of turn: as a hotfix, or by breaking the glass. */
  fix?: ReleaseRef;
};

/**
 * What can be asked for in an environment of a row. On the way it is what was verified in the environment before; into the first one, and out
 * of turn, what was registered last, if it is newer than what runs. What is asked for already doesn't come next.
 *
 * @internal
 */
export function offersOf(
  row: Pick<ReleaseBoardRow, 'environments' | 'newest'>,
  at: UnitEnvironment,
): Offers {
  const isNewer =
    row.newest && row.newest.sequence > (at.running?.sequence ?? 0);
  const newest = isNewer ? row.newest : undefined;
  const isFirst = row.environments[0]?.environment === at.environment;
  const next = isFirst ? newest : at.promotable?.release;
  const underWay = [...(at.waiting ?? []), ...(at.moving ? [at.moving] : [])];
  const isAsked = underWay.some(each => each.release.id === next?.id);
  return {
    next: isAsked ? undefined : next,
    fix: newest ?? at.promotable?.release,
  };
}
