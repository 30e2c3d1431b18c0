import type { Verdict } from '@sluice/plugin-pipelines-common';

/** How many verdicts would be other ones. @internal */
export type VerdictChanges = {
  /** Bad ones that would be good. */
  better: number;
  /** Good ones that would be bad. */
  worse: number;
};

const IS_BAD: Partial<Record<Verdict['state'], boolean>> = {
  GOOD: false,
  LATE: true,
  MISSING: true,
};

/**
 * Compares verdicts under two definitions, occurrence by occurrence. Those that only one of them has, as on dates that another
 * calendar leaves out, count for neither.
 *
 * @internal
 */
export function verdictChanges(
  before: readonly Verdict[],
  after: readonly Verdict[],
): VerdictChanges {
  const keyOf = (verdict: Verdict) =>
    `${verdict.pipeline} ${verdict.occurrence}`;
  const known = new Map(before.map(v => [keyOf(v), IS_BAD[v.state]]));
  const changes = { better: 0, worse: 0 };
  for (const verdict of after) {
    const wasBad = known.get(keyOf(verdict));
    const isBad = IS_BAD[verdict.state];
    if (wasBad === true && isBad === false) changes.better++;
    if (wasBad === false && isBad === true) changes.worse++;
  }
  return changes;
}
