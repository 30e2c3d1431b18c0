import fc from 'fast-check';
import { backoffSeconds, MAX_BACKOFF_SECONDS } from './backoff';

describe('backoffSeconds', () => {
  it.each([
    [1, 10, 0],
    [3, 10, 0],
    [4, 10, 20],
    [5, 10, 40],
    [6, 10, 60],
    [1000, 10, 60],
    [4, 45, 60],
    [4, 300, 300],
    [1000, 300, 300],
  ])(
    'after %s errors of a source with an interval of %s s waits at most %s s',
    (consecutiveErrors, intervalSeconds, expected) => {
      expect(
        backoffSeconds({ consecutiveErrors, intervalSeconds, random: 1 }),
      ).toBe(expected);
    },
  );

  it('never exceeds the limit or the interval, and never shrinks as errors go on', () => {
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
            Math.max(MAX_BACKOFF_SECONDS, intervalSeconds),
          );
          expect(wait(consecutiveErrors + 1)).toBeGreaterThanOrEqual(
            wait(consecutiveErrors),
          );
        },
      ),
    );
  });
});
