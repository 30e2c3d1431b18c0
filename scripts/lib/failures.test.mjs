import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jestFailures, tapFailures } from './failures.mjs';

describe('failures', () => {
  it('are told of Jest by file and test, without colours, cut where long', () => {
    const json = JSON.stringify({
      testResults: [
        {
          name: '/work/src/lag.test.ts',
          message: 'all of it again',
          assertionResults: [
            { fullName: 'lag grows', status: 'passed', failureMessages: [] },
            {
              fullName: 'lag falls',
              status: 'failed',
              failureMessages: [
                '\u001b[31mexpected\u001b[39m 1\n  got 2',
                'x'.repeat(400),
              ],
            },
          ],
        },
        {
          name: '/work/src/broken.test.ts',
          message: 'SyntaxError',
          assertionResults: [],
        },
      ],
    });
    const [test, file] = jestFailures(json);
    assert.match(test, /^lag\.test\.ts › lag falls: expected 1 got 2 x+$/);
    assert.equal(test.length, 300);
    assert.equal(file, 'broken.test.ts: SyntaxError');
  });

  it('are told of node --test by test, not again by the group', () => {
    const tap = [
      'TAP version 13',
      '# Subtest: group',
      '    # Subtest: x',
      '    not ok 1 - x',
      '      ---',
      "      failureType: 'testCodeFailure'",
      '      error: |-',
      '        Expected values to be strictly equal:',
      '        ',
      '        1 !== 2',
      '        ',
      "      code: 'ERR_ASSERTION'",
      '      stack: |-',
      '        somewhere',
      '      ...',
      '    ok 2 - y',
      '      ---',
      '      ...',
      'not ok 1 - group',
      '  ---',
      "  failureType: 'subtestsFailed'",
      "  error: '1 subtest failed'",
      '  ...',
      'not ok 2 - slow',
      '  ---',
      "  failureType: 'testTimeoutFailure'",
      "  error: 'test timed out after 50ms'",
      "  code: 'ERR_TEST_FAILURE'",
      '  ...',
    ].join('\n');
    assert.deepEqual(tapFailures(tap), [
      'x: Expected values to be strictly equal: 1 !== 2',
      'slow: test timed out after 50ms',
    ]);
  });

  it('are told without a message where the report is cut off', () => {
    assert.deepEqual(tapFailures('TAP version 13\nnot ok 1 - x'), ['x: ']);
    assert.deepEqual(jestFailures('{}'), []);
  });
});
