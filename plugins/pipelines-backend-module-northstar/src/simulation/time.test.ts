import { isMonthEnd } from './time';

describe('isMonthEnd', () => {
  it.each([
    ['the last business day', '2026-09-30T12:00:00Z', true],
    ['the last but one', '2026-09-29T12:00:00Z', true],
    ['the third last', '2026-09-28T12:00:00Z', false],
    ['the first', '2026-10-01T12:00:00Z', true],
    ['the second', '2026-10-02T12:00:00Z', true],
    ['a Saturday at the end', '2026-10-31T12:00:00Z', false],
    ['the Friday before it', '2026-10-30T12:00:00Z', true],
    ['the third business day', '2026-11-04T12:00:00Z', false],
    [
      'an instant that is still the 30th in New York',
      '2026-10-01T02:00:00Z',
      true,
    ],
    [
      'an instant that is still the 4th in New York',
      '2026-11-05T02:00:00Z',
      false,
    ],
  ])('%s: %s', (_, at, expected) => {
    expect(isMonthEnd(Date.parse(at), 'America/New_York')).toBe(expected);
  });
});
