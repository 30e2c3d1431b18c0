import fc from 'fast-check';
import { formatDuration, parseDuration } from './duration';

describe('parseDuration', () => {
  it.each([
    ['30s', 30],
    ['45m', 2_700],
    ['24h', 86_400],
    ['28d', 2_419_200],
    ['4w', 2_419_200],
    ['090m', 5_400],
  ])('reads %s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each([
    ['', '"" is not a duration such as 45m, 24h or 28d'],
    ['45 min', 'did you mean 45m?'],
    ['24 Hours', 'did you mean 24h?'],
    ['2days', 'did you mean 2d?'],
    ['1M', 'M has no fixed length'],
    ['1Q', 'Q has no fixed length'],
    ['2 months', 'months has no fixed length'],
    ['45', '"45" is not a duration'],
    ['-45m', '"-45m" is not a duration'],
    ['1.5h', '"1.5h" is not a duration'],
    ['PT45M', '"PT45M" is not a duration'],
    ['0m', 'it has to be longer than nothing'],
    ['99999999999999999w', 'it has to be shorter'],
  ])('refuses %p', (text, message) => {
    expect(() => parseDuration(text)).toThrow(message);
    expect(() => parseDuration(text)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });
});

describe('formatDuration', () => {
  it.each([
    [30, '30s'],
    [90, '90s'],
    [2_700, '45m'],
    [5_400, '90m'],
    [86_400, '1d'],
    [604_800, '7d'],
  ])('writes %d s as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it.each([0, -60, 1.5, NaN, Infinity])('refuses %d', seconds => {
    expect(() => formatDuration(seconds)).toThrow('positive whole number');
  });

  it('is read back as the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 40 }), seconds => {
        expect(parseDuration(formatDuration(seconds))).toBe(seconds);
      }),
    );
  });
});
