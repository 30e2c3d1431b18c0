import type { ReleaseRecord } from '../../releases';
import { isOver } from '../promotionState';
import type { PromotionRecord } from '../records';

/**
 * The release of a unit that would go into an environment by itself, if the policy lets it.
 *
 * It is the newest that may be there: into the first environment the newest registered one, into a later one the newest that was verified
 * in the environment before. Only forward: after a rollback the older one that runs stays until a newer release comes. Only once: a release
 * that was asked for there before, whatever came of it, takes a person. And only where all is settled: nothing waits or moves there, and
 * no hold is set.
 *
 * @param of - `running`, `promotions` and `isHeld` are those of the environment
 * @internal
 */
export function automaticCandidate(of: {
  /** Of the unit. */
  releases: ReleaseRecord[];
  /** What runs there. */
  running: ReleaseRecord | undefined;
  promotions: PromotionRecord[];
  /** Of the environment before; undefined in the first. */
  upstream: PromotionRecord[] | undefined;
  isHeld: boolean;
}): ReleaseRecord | undefined {
  const { isHeld, promotions, releases, running, upstream } = of;
  if (isHeld || promotions.some(each => !isOver(each.state))) return undefined;
  const verified = upstream?.filter(
    each =>
      each.kind === 'promote' &&
      each.state === 'Succeeded' &&
      each.verificationState === 'successful' &&
      each.bakeState !== 'broken',
  );
  const newest = releases
    .filter(each => each.state === 'Sealed' && each.origin === 'registered')
    .filter(
      each => !verified || verified.some(one => one.releaseId === each.id),
    )
    .sort((a, b) => b.sequence - a.sequence)[0];
  if (!newest || (running && newest.sequence <= running.sequence)) {
    return undefined;
  }
  return promotions.some(each => each.releaseId === newest.id)
    ? undefined
    : newest;
}
