import { taskLook } from './taskLook';

describe('taskLook', () => {
  it.each([
    ['success', 'good'],
    ['failed', 'bad'],
    ['upstream_failed', 'warn'],
    ['deferred', 'running'],
    ['a state of tomorrow', 'unknown'],
  ])('%s is %s', (state, tone) => {
    expect(taskLook(state).tone).toBe(tone);
  });
});
