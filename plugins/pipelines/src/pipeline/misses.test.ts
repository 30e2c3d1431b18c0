import fc from 'fast-check';
import { countMisses } from './misses';

describe('countMisses', () => {
  it.each([
    [
      'a small window allows none',
      30,
      30,
      0.999,
      { failed: 0, allowed: 0, left: 0 },
    ],
    [
      'and one failure is one too many',
      30,
      29,
      0.999,
      { failed: 1, allowed: 0, left: -1 },
    ],
    [
      '1000 runs allow exactly one',
      1000,
      1000,
      0.999,
      { failed: 0, allowed: 1, left: 1 },
    ],
    [
      '999 runs allow none',
      999,
      999,
      0.999,
      { failed: 0, allowed: 0, left: 0 },
    ],
    ['all used', 2000, 1998, 0.999, { failed: 2, allowed: 2, left: 0 }],
    ['nothing ran', 0, 0, 0.999, { failed: 0, allowed: 0, left: 0 }],
    [
      'perfection allows none',
      5000,
      4999,
      1,
      { failed: 1, allowed: 0, left: -1 },
    ],
  ])('%s', (_, ended, succeeded, target, expected) => {
    expect(countMisses({ ended, succeeded }, target)).toEqual(expected);
  });

  it('keeps the promise exactly as long as misses are left or none was due', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 0, max: 100_000 }),
        fc.constantFrom(0.9, 0.95, 0.99, 0.995, 0.999, 1),
        (ended, asked, target) => {
          const succeeded = Math.min(asked, ended);
          const { left } = countMisses({ ended, succeeded }, target);
          const isKept = succeeded >= ended * target - 1e-6;
          expect(left >= 0).toBe(isKept);
        },
      ),
    );
  });
});
