import { formatShare } from './formatShare';

describe('formatShare', () => {
  it.each([
    [1, '100 %'],
    [0.99996, '99.99 %'],
    [0.999, '99.9 %'],
    [0.9984, '99.84 %'],
    [0, '0 %'],
    [0.29, '29 %'],
  ])('writes %s as %s', (share, expected) => {
    expect(formatShare(share)).toBe(expected);
  });
});
