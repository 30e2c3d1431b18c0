import fc from 'fast-check';
import { retryInMs } from './retry';

const failure = { attempts: 1, ageMs: 0, isFinal: false };

describe('retryInMs', () => {
  it.each<[string, object, number | undefined]>([
    ['soon after the first', {}, 10_000],
    ['twice as long after the second', { attempts: 2 }, 20_000],
    ['at most after ten minutes', { attempts: 30 }, 600_000],
    ['not before the other side asked', { retryAfterMs: 90_000 }, 90_000],
    ['never if it is refused', { isFinal: true }, undefined],
    ['never once a day has passed', { ageMs: 24 * 3600_000 }, undefined],
  ])('%s', (_, options, expected) => {
    expect(retryInMs({ ...failure, ...options })).toBe(expected);
  });

  it('never waits less after more attempts', () => {
    fc.assert(
      fc.property(fc.nat(100), attempts => {
        expect(
          retryInMs({ ...failure, attempts: attempts + 1 })!,
        ).toBeGreaterThanOrEqual(retryInMs({ ...failure, attempts })!);
      }),
    );
  });
});
