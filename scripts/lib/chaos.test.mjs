import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastCounts } from './chaos.mjs';

test('the last line is what counts', () => {
  assert.deepEqual(
    lastCounts('1 passed, 0 failed\nmore\n14 passed, 1 failed\n'),
    {
      passed: 14,
      failed: 1,
    },
  );
});

test('a run that did not get to its last line has nothing', () => {
  assert.deepEqual(lastCounts('14 passed, 1 failed\nError: no\n'), {
    passed: 0,
    failed: 0,
  });
});
