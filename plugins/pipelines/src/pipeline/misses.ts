/** How many failures a promise allows over a window, and how many are used. */
export type Misses = {
  failed: number;
  /** Whole runs that may fail: a run can't fail by half. */
  allowed: number;
  /** Below zero: so many too many. */
  left: number;
};

/**
 * The failures that are left before a promise on the share of succeeded runs is broken.
 *
 * @param counts - ended runs of the window, and those of them that succeeded
 * @param target - the share that has to succeed, between 0 and 1
 * @internal
 */
export function countMisses(
  counts: { ended: number; succeeded: number },
  target: number,
): Misses {
  const { ended, succeeded } = counts;
  const failed = ended - succeeded;
  // 1000 * (1 - 0.999) is 1.0000000000000009 in floating point, and 0.9999999999999 elsewhere: round before the floor.
  const allowed = Math.floor(Number((ended * (1 - target)).toFixed(6)));
  return { failed, allowed, left: allowed - failed };
}
