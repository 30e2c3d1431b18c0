import type { RollbackOption } from '@sluice/plugin-pipelines-common';
import type { ReleaseRecord } from '../../releases';
import { releaseRef } from '../plan/deployable';
import type {
  OccupancyRecord,
  PromotionRecord,
  QuarantineRecord,
} from '../records';

/** What a rollback can go back to, before a deployer was asked whether it can. @internal */
export type RollbackFacts = {
  /** What runs now. */
  runningReleaseId: number | null;
  /** Of the unit into the environment, the newest first. */
  promotions: PromotionRecord[];
  /** What ran, the newest first. */
  occupancies: OccupancyRecord[];
  /** Of the unit, the newest first. */
  releases: ReleaseRecord[];
  /** Of the unit. */
  quarantines: QuarantineRecord[];
};

/**
 * The releases that a unit can be rolled back to in an environment, the best first.
 *
 * Last known good is the newest that was verified there, stayed healthy through its bake, caused no miss that was attributed to it, isn't
 * quarantined and isn't retired: not merely the previous one. What ran when the unit was adopted counts as attested. See invariant 9.
 *
 * @internal
 */
export function rollbackOptions(facts: RollbackFacts): RollbackOption[] {
  const { occupancies, promotions, releases, runningReleaseId } = facts;
  const quarantined = new Map(
    facts.quarantines.map(each => [each.releaseId, each]),
  );
  const known = new Map(releases.map(each => [each.id, each]));
  const options: RollbackOption[] = [];
  const seen = new Set<number>(
    runningReleaseId === null ? [] : [runningReleaseId],
  );
  let hasGood = false;
  const skipped: string[] = [];
  for (const ran of occupancies) {
    const release =
      ran.releaseId === null ? undefined : known.get(ran.releaseId);
    if (!release || seen.has(release.id)) continue;
    seen.add(release.id);
    const name = release.label ?? `#${release.sequence}`;
    if (release.state === 'Retired') {
      options.push({
        release: releaseRef(release),
        tier: 'retrievable',
        reason: `Ran from ${ran.fromAt}`,
        disabled: `It was retired: ${release.retiredReason}`,
      });
      continue;
    }
    const { is, why } = goodness(release, ran, promotions);
    const inQuarantine = quarantined.get(release.id);
    if (is === 'good' && !inQuarantine && !hasGood) {
      hasGood = true;
      options.push({
        release: releaseRef(release),
        tier: 'last-known-good',
        reason: [why, ...skipped].join('. '),
      });
    } else if (is !== 'no' && !inQuarantine) {
      options.push({
        release: releaseRef(release),
        tier: 'earlier-verified',
        reason: why,
      });
    } else {
      const reason = inQuarantine ? `Quarantined: ${inQuarantine.reason}` : why;
      if (!hasGood) skipped.push(`${name} is newer, but not taken: ${reason}`);
      options.push({
        release: releaseRef(release),
        tier: 'retrievable',
        reason,
        disabled: inQuarantine ? `It is quarantined` : undefined,
      });
    }
  }
  const rank = { 'last-known-good': 0, 'earlier-verified': 1, retrievable: 2 };
  return options.sort((a, b) => rank[a.tier] - rank[b.tier]);
}

function goodness(
  release: ReleaseRecord,
  ran: OccupancyRecord,
  promotions: PromotionRecord[],
): { is: 'good' | 'verified' | 'no'; why: string } {
  const those = promotions.filter(each => each.releaseId === release.id);
  const broken = those.find(
    each => each.bakeState === 'broken' || each.verificationState === 'failed',
  );
  if (broken) {
    const reasons = (broken.bake ?? broken.verification)?.reasons ?? [];
    return {
      is: 'no',
      why: `Promotion ${broken.id}: ${
        reasons.join(', ') || broken.stateReason
      }`,
    };
  }
  const successes = those.filter(
    each =>
      each.state === 'Succeeded' && each.verificationState === 'successful',
  );
  // What once stayed healthy through its bake did so, also where it was gone back to since and replaced before that bake was over.
  const verified =
    successes.find(each => each.bakeState === 'done') ?? successes.at(0);
  if (!verified) {
    return ran.origin === 'adoption'
      ? {
          is: 'good',
          why: `It ran when the unit was adopted, at ${ran.fromAt}`,
        }
      : { is: 'no', why: 'It was never verified here' };
  }
  if (verified.bakeState === 'baking') {
    return { is: 'verified', why: 'Verified, but its bake is not over' };
  }
  if (verified.bakeState !== 'done') {
    return { is: 'verified', why: 'Verified, but replaced during its bake' };
  }
  return {
    is: 'good',
    why: `Verified at ${verified.endedAt} by ${
      verified.verification?.runs ?? 0
    } runs, and healthy through its bake`,
  };
}
