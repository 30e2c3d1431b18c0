import { jestFailures, tapFailures } from './failures.mjs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} [failures] - what failed, a line each, as far as it is known
 */

/** The last line of every test command, which .ci/run reads back. @param {Counts} counts */
export const summary = ({ passed, failed }) =>
  `${passed} passed, ${failed} failed`;

/** @param {Counts[]} all @returns {Counts} */
export const sum = all => ({
  passed: all.reduce((total, { passed }) => total + passed, 0),
  failed: all.reduce((total, { failed }) => total + failed, 0),
  failures: all.flatMap(({ failures }) => failures ?? []),
});

/**
 * The lines that tell at the end how a run of parts went: a line a part, what failed in it below.
 * .ci/run repeats those that begin with the cross.
 *
 * @param {{title: string, minutes: string, counts: Counts}[]} results
 * @returns {string[]}
 */
export const told = results =>
  results.flatMap(({ title, minutes, counts }) => [
    `${counts.failed ? '✗' : '✓'} ${title.padEnd(16)} ${minutes.padStart(
      5,
    )} min  ${summary(counts)}`,
    ...(counts.failures ?? []).map(failure => `✗ ${title} › ${failure}`),
  ]);

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
    failures: jestFailures(json),
  };
}

/**
 * @param {string} tap - what `node --test` writes with its TAP reporter
 * @returns {Counts}
 */
export function tapCounts(tap) {
  const of = (/** @type {string} */ word) =>
    Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
  return {
    passed: of('pass'),
    failed: of('fail') + of('cancelled'),
    failures: tapFailures(tap),
  };
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
