import { lagQueryOf, parseLagRange } from './lagRange';

it.each([
  [null, '24h'],
  ['7d', '7d'],
  ['constructor', '24h'],
  ['2y', '24h'],
])('the range %s is %s', (text, expected) => {
  expect(parseLagRange(text)).toBe(expected);
});

it('asks for so long before now', () => {
  const now = Date.parse('2026-11-21T09:45:00Z');
  expect(lagQueryOf('1h', now)).toEqual({ from: '2026-11-21T08:45:00.000Z' });
});
