import type { Exemption } from '@sluice/plugin-pipelines-common';

const WEEK_MS = 7 * 86_400_000;

/** How many exemptions there are of each kind that someone may have to do something about. @internal */
export function countExemptions(
  exemptions: readonly Exemption[],
  now: number,
): {
  active: number;
  /** In force, and over within a week. */
  ending: number;
  requested: number;
  /** Over since less than a week. */
  expired: number;
} {
  const active = exemptions.filter(
    ({ state, until }) => state === 'active' && Date.parse(until) > now,
  );
  return {
    active: active.length,
    ending: active.filter(({ until }) => Date.parse(until) < now + WEEK_MS)
      .length,
    requested: exemptions.filter(({ state }) => state === 'requested').length,
    expired: exemptions.filter(
      ({ state, until }) =>
        (state === 'expired' || state === 'active') &&
        Date.parse(until) <= now &&
        Date.parse(until) > now - WEEK_MS,
    ).length,
  };
}

/**
 * Exemptions in the order in which one looks at them: what waits for approval, then what ends first, then what is over, the last one first.
 *
 * @internal
 */
export function sortExemptions(exemptions: readonly Exemption[]): Exemption[] {
  const rank = ({ state }: Exemption) =>
    ({ requested: 0, active: 1, expired: 2, refused: 2, ended: 2 }[state]);
  return [...exemptions].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (rank(a) === 2
        ? b.until.localeCompare(a.until)
        : a.until.localeCompare(b.until)),
  );
}
