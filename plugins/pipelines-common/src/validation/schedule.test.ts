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

  it.each(['0 0 31 2 *', '0 0 30,31 2 *', '0 0 31 4,6,9,11 *'])(
    'refuses %p, which never fires',
    expression => {
      expect(cronFault(expression)).toMatch('never fires');
    },
  );

  it.each(['0 0 29 2 *', '0 0 31 2 1'])(
    'accepts %p, which seldom does',
    expression => {
      expect(cronFault(expression)).toBeUndefined();
    },
  );
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
