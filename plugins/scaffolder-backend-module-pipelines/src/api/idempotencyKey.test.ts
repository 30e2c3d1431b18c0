import { idempotencyKey } from './idempotencyKey';

describe('idempotencyKey', () => {
  const step = (id: string) => ({ id, name: id });
  const of = (more = {}, action = 'a') =>
    idempotencyKey({ task: { id: 't' }, step: step('s'), ...more }, action);

  it('is the same for the same step, and fits the header', () => {
    expect(of()).toBe(of());
    expect(of()).toMatch(/^scaffolder-[0-9a-f]{64}$/);
  });

  it('is another one for another task, step, iteration or action', () => {
    const keys = [
      of(),
      of({ task: { id: 'u' } }),
      of({ step: step('r') }),
      of({ step: undefined }),
      of({ each: { key: 1, value: 'dev' } }),
      of({ each: { key: 2, value: 'prod' } }),
      of({}, 'b'),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
