import { certainInstant, decimal, instant, integer } from './values';

describe('values of Snowflake', () => {
  it.each([
    [
      '99999999999999999999999999999999999999',
      99999999999999999999999999999999999999n,
    ],
    ['9007199254740993', 9007199254740993n],
    ['-1', -1n],
    [12, 12n],
    [null, null],
  ])('an integer %s', (value, expected) => {
    expect(integer.parse(value)).toBe(expected);
  });

  it.each([
    ['0.000277778', 0.000277778],
    ['1.5E-7', 1.5e-7],
    [2, 2],
  ])('a decimal %s', (value, expected) => {
    expect(decimal.parse(value)).toBe(expected);
  });

  it.each([
    ['1767323045678', '2026-01-02T03:04:05.678Z'],
    ['1767323045678.9', '2026-01-02T03:04:05.678Z'],
    [1767323045678, '2026-01-02T03:04:05.678Z'],
    ['253402300799999', '9999-12-31T23:59:59.999Z'],
    ['-1', '1969-12-31T23:59:59.999Z'],
  ])('an instant %s', (value, expected) => {
    expect(instant.parse(value)?.toISOString()).toBe(expected);
  });

  it('is no instant where there is none, or none that a clock shows', () => {
    expect(instant.parse(null)).toBeNull();
    expect(instant.parse('99999999999999999999')).toBeNull();
    expect(certainInstant.safeParse(null).success).toBe(false);
  });

  it.each([
    [integer, '1.5'],
    [integer, 'x'],
    [decimal, 'NaN'],
    [decimal, null],
    [instant, '2026-01-02'],
  ])('refuses what is of another kind', (type, value) => {
    expect(type.safeParse(value).success).toBe(false);
  });
});
