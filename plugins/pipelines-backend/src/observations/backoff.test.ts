import fc from 'fast-check';
import { backoffSeconds, MAX_BACKOFF_SECONDS } from './backoff';

describe('backoffSeconds', () => {
  it.each([
    [1, 0],
    [3, 0],
    [4, 60],
    [5, 120],
    [6, 240],
    [7, 300],
    [1000, 300],
  ])('after %s errors waits at most %s s', (consecutiveErrors, expected) => {
    expect(
      backoffSeconds({ consecutiveErrors, intervalSeconds: 30, random: 1 }),
    ).toBe(expected);
  });

  it('never exceeds the limit, and never shrinks as errors go on', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.integer({ min: 1, max: 100_000 }),
        (consecutiveErrors, intervalSeconds) => {
          const wait = (errors: number) =>
            backoffSeconds({
              consecutiveErrors: errors,
              intervalSeconds,
              random: 0.5,
            });
          expect(wait(consecutiveErrors)).toBeLessThanOrEqual(
            MAX_BACKOFF_SECONDS,
          );
          expect(wait(consecutiveErrors + 1)).toBeGreaterThanOrEqual(
            wait(consecutiveErrors),
          );
        },
      ),
    );
  });
});
