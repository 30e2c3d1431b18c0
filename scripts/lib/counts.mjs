/**
 * @typedef {{passed: number, failed: number}} Counts
 */

/** The last line of every test command, which .ci/run reads back. @param {Counts} counts */
export const summary = ({ passed, failed }) =>
  `${passed} passed, ${failed} failed`;

/** @param {Counts[]} all @returns {Counts} */
export const sum = all => ({
  passed: all.reduce((total, { passed }) => total + passed, 0),
  failed: all.reduce((total, { failed }) => total + failed, 0),
});

/**
 * A check that has no tests of its own, such as the type check, counts as one.
 *
 * @param {boolean} ok
 * @returns {Counts}
 */
export const asOne = ok => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 });

/**
 * @param {string} json - what Jest writes with --json
 * @returns {Counts} a file that couldn't be run at all counts as one failure
 */
export function jestCounts(json) {
  const result = JSON.parse(json);
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
  };
}

/**
 * @param {string} tap - what `node --test` writes with its TAP reporter
 * @returns {Counts}
 */
export function tapCounts(tap) {
  const of = (/** @type {string} */ word) =>
    Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
  return { passed: of('pass'), failed: of('fail') + of('cancelled') };
}

/**
 * What a run of parts comes to: a part that ran nothing has failed, because a suite that got lost would else be green.
 *
 * @param {Counts} counts
 * @param {number} exitCode - of the tool, which may fail for more than its tests
 * @returns {Counts}
 */
export function judged(counts, exitCode) {
  const lost = counts.passed + counts.failed === 0;
  return lost || (exitCode !== 0 && counts.failed === 0)
    ? { ...counts, failed: counts.failed + 1 }
    : counts;
}
