import * as fc from 'fast-check';
import { offsetsPartition } from './offsetsPartition';

describe('offsetsPartition', () => {
  // `"…".hashCode() & 0x7fffffff` by the definition of Java's String.hashCode: s[0]·31^(n−1) + … + s[n−1], modulo 2^32.
  it.each([
    ['', 50, 0],
    ['a', 50, 97 % 50],
    ['ab', 50, (97 * 31 + 98) % 50],
    // "hello".hashCode() is 99162322.
    ['hello', 50, 99162322 % 50],
    // "polygenelubricants".hashCode() is the smallest number there is, whose sign can't be turned.
    ['polygenelubricants', 50, 0],
  ])('%s of %d', (group, partitions, expected) => {
    expect(offsetsPartition(group, partitions)).toBe(expected);
  });

  it('is one of the partitions, whatever the id', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 1, max: 1000 }),
        (group, partitions) => {
          const found = offsetsPartition(group, partitions);
          expect(found).toBeGreaterThanOrEqual(0);
          expect(found).toBeLessThan(partitions);
        },
      ),
    );
  });
});
