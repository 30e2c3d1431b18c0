import type { TestReading } from '@sluice/plugin-pipelines-node';
import { isTest, type DbtNode, type Manifest } from './artifacts/manifest';
import type { RunResults } from './artifacts/runResults';
import { isTesting } from './commands';
import { testState } from './statuses';

/** `Got 3 results, configured to fail if != 0`: the only message of a test that never quotes data. */
const COUNT_MESSAGE = /^Got \d+ results?, configured to (fail|warn) if [^\n]*$/;

/**
 * The results of the data tests and unit tests of a selection in one invocation.
 *
 * @param options - `externalId` and `ids`: of the selection
 * @internal
 */
export function readTests(options: {
  externalId: string;
  ids: ReadonlySet<string>;
  manifest: Manifest;
  runResults: RunResults;
}): TestReading[] {
  const { externalId, ids, manifest, runResults } = options;
  if (!isTesting(runResults)) return [];
  const { invocation, results } = runResults;
  const own = results.flatMap(result => {
    const node = ids.has(result.id) && manifest.nodes.get(result.id);
    return node && isTest(node) ? [{ result, node }] : [];
  });
  const nameOf = testNames(own.map(({ node }) => node));
  return own.map(({ result, node }) => ({
    subject: { pipeline: externalId },
    test: nameOf(node),
    executionId: invocation.id,
    at: result.completedAt ?? invocation.generatedAt,
    state: testState(result.status),
    ...(result.failures !== undefined && { failures: result.failures }),
    ...(result.message &&
      COUNT_MESSAGE.test(result.message) && { message: result.message }),
  }));
}

/** By the name that people know; by the id where two share it. Unit tests are only unique within their model. */
function testNames(tests: DbtNode[]): (test: DbtNode) => string {
  const plain = ({ resourceType, fqn, name }: DbtNode) =>
    resourceType === 'unit_test' ? fqn.slice(-2).join('.') : name;
  const count = new Map<string, number>();
  for (const test of tests) {
    count.set(plain(test), (count.get(plain(test)) ?? 0) + 1);
  }
  return test => (count.get(plain(test))! > 1 ? test.id : plain(test));
}
