import { monthsUntil, parseMonth } from './months';

it.each([
  ['2026-11', '2026-11'],
  ['2026-13', undefined],
  ['2026-1', undefined],
  ['', undefined],
  [null, undefined],
])('parseMonth %s: %s', (text, expected) => {
  expect(parseMonth(text)).toBe(expected);
});

it('monthsUntil goes back over years', () => {
  expect(monthsUntil(Date.parse('2026-01-31T23:30:00.000Z'), 3)).toEqual([
    '2026-01',
    '2025-12',
    '2025-11',
  ]);
});
