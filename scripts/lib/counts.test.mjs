import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  asOne,
  jestCounts,
  judged,
  sum,
  summary,
  tapCounts,
  told,
} from './counts.mjs';

describe('counts', () => {
  it('read what Jest writes, a file that could not run as one failure', () => {
    const json = JSON.stringify({
      numPassedTests: 7,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 2,
    });
    assert.deepEqual(jestCounts(json), {
      passed: 7,
      failed: 3,
      failures: [],
    });
  });

  it('read what node --test writes, cancelled tests as failures', () => {
    const tap =
      'TAP version 13\nok 1 - x # pass 9\n1..1\n# tests 6\n# pass 3\n# fail 2\n# cancelled 1\n# skipped 0\n';
    assert.deepEqual(tapCounts(tap), {
      passed: 3,
      failed: 3,
      failures: [],
    });
  });

  it('are zero where the report is cut off', () => {
    assert.deepEqual(tapCounts('TAP version 13\n'), {
      passed: 0,
      failed: 0,
      failures: [],
    });
  });

  for (const [title, counts, exitCode, failed] of [
    ['passes when all passed', { passed: 3, failed: 0 }, 0, 0],
    ['keeps failures', { passed: 3, failed: 2 }, 1, 2],
    ['fails when nothing ran', { passed: 0, failed: 0 }, 0, 1],
    [
      'fails when the tool failed after its tests',
      { passed: 3, failed: 0 },
      1,
      1,
    ],
  ]) {
    it(title, () => assert.equal(judged(counts, exitCode).failed, failed));
  }

  it('tell what failed below its part', () => {
    const failed = sum([
      { passed: 1, failed: 1, failures: ['x: 1 is not 2'] },
      asOne(true),
    ]);
    assert.deepEqual(
      told([
        { title: 'Types', minutes: '2.0', counts: asOne(true) },
        { title: 'Browser', minutes: '16.1', counts: failed },
      ]),
      [
        '✓ Types              2.0 min  1 passed, 0 failed',
        '✗ Browser           16.1 min  2 passed, 1 failed',
        '✗ Browser › x: 1 is not 2',
      ],
    );
  });

  it('add up to the line that .ci/run reads', () => {
    assert.equal(
      summary(sum([asOne(true), asOne(false), { passed: 4, failed: 0 }])),
      '5 passed, 1 failed',
    );
  });
});
