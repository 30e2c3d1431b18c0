import type { StoredTest } from '../observations';
import type { Change, ChangeWindow } from './change';

/**
 * Data tests that began to fail: those whose last result before wasn't a failure. What couldn't run, or was skipped, says nothing of
 * the data and is passed over.
 *
 * @param results - of the tests that failed in the window, with what they said before it, oldest first
 * @internal
 */
export function testChanges(
  results: readonly StoredTest[],
  window: ChangeWindow,
): Change[] {
  const before = new Map<string, StoredTest['state']>();
  const began: Change[] = [];
  for (const { at, failures, state, test } of results) {
    if (at >= window.before || state === 'error' || state === 'skipped') {
      continue;
    }
    const isNew = state === 'fail' && before.get(test) !== 'fail';
    if (isNew && at >= window.from) {
      began.push({
        kind: 'tests',
        at,
        reason: { code: 'test-failing', at, name: test, count: failures },
      });
    }
    before.set(test, state);
  }
  return began;
}
