import fc from 'fast-check';
import { formatShare, formatTarget, refName } from './words';

describe('refName', () => {
  it.each([
    ['group:default/finance-data', 'finance-data'],
    ['domain:retail/sales', 'sales'],
    ['finance', 'finance'],
    ['domain:', 'domain:'],
  ])('%s → %s', (ref, name) => expect(refName(ref)).toBe(name));
});

describe('formatShare', () => {
  it.each([
    ['all', 10, 10, '100 %'],
    ['a part', 9984, 10000, '99.84 %'],
    ['just below a target', 99899, 100000, '99.89 %'],
    ['nearly all is not all', 999999, 1000000, '99.99 %'],
    ['none', 0, 3, '0.00 %'],
    ['nothing to say', 0, 0, undefined],
  ])('%s', (_, part, whole, expected) => {
    expect(formatShare(part, whole, 2)).toBe(expected);
  });

  it('never claims more than is true', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 0, max: 1e6 }),
        (whole, some) => {
          const part = Math.min(some, whole);
          const shown = parseFloat(formatShare(part, whole, 2)!);
          expect(shown / 100).toBeLessThanOrEqual(part / whole + 1e-12);
          expect(part / whole - shown / 100).toBeLessThan(0.0001 + 1e-12);
        },
      ),
    );
  });
});

describe('formatTarget', () => {
  it.each([
    [0.999, '99.9 %'],
    [1, '100 %'],
    [0.95, '95 %'],
  ])('%s → %s', (target, words) => expect(formatTarget(target)).toBe(words));
});
