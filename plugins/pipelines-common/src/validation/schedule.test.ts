import { cronFault, isTimeZone } from './schedule';

describe('cronFault', () => {
  it.each(['0 5 * * *', '*/15 * * * *', '0 5 L * *', '@daily', ' @hourly '])(
    'accepts %p',
    expression => {
      expect(cronFault(expression)).toBeUndefined();
    },
  );

  it.each([
    '',
    'on dataset s3://lake/orders',
    '0 5 * *',
    '0 0 5 * * *',
    '2026-01-01T00:00:00',
    '@once',
    '0 25 * * *',
  ])('refuses %p with a reason', expression => {
    expect(cronFault(expression)).toMatch(/\w+/);
  });
});

describe('isTimeZone', () => {
  it.each([
    ['Europe/Berlin', true],
    ['UTC', true],
    ['America/Argentina/Buenos_Aires', true],
    ['+02:00', false],
    ['Mars/Base', false],
    ['', false],
  ])('%p: %p', (zone, expected) => {
    expect(isTimeZone(zone)).toBe(expected);
  });
});
