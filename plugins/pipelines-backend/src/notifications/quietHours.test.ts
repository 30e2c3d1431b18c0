import fc from 'fast-check';
import { type QuietHours, quietUntil, WEEKDAYS } from './quietHours';

const OWNER = 'group:default/finance';
const night = (more: Partial<QuietHours> = {}): QuietHours => ({
  groups: [OWNER],
  timezone: 'Europe/Berlin',
  from: '20:00',
  to: '07:00',
  days: [...WEEKDAYS],
  ...more,
});

describe('quietUntil', () => {
  it.each<[string, QuietHours[], string, string | undefined]>([
    // 2026-11-25 is a Wednesday; Berlin is an hour ahead of UTC.
    ['before they begin', [night()], '2026-11-25T18:59:59.999Z', undefined],
    [
      'as they begin',
      [night()],
      '2026-11-25T19:00:00.000Z',
      '2026-11-26T06:00:00.000Z',
    ],
    [
      'after midnight',
      [night()],
      '2026-11-26T03:00:00.000Z',
      '2026-11-26T06:00:00.000Z',
    ],
    ['as they end', [night()], '2026-11-26T06:00:00.000Z', undefined],
    [
      'of another owner',
      [night({ groups: ['group:default/web'] })],
      '2026-11-26T03:00:00.000Z',
      undefined,
    ],
    ['without any', [], '2026-11-26T03:00:00.000Z', undefined],
    [
      'within a day',
      [night({ from: '12:00', to: '13:00' })],
      '2026-11-25T11:30:00.000Z',
      '2026-11-25T12:00:00.000Z',
    ],
    [
      'on another day',
      [night({ days: ['mon'] })],
      '2026-11-25T19:00:00.000Z',
      undefined,
    ],
    [
      'begun on Tuesday, on Wednesday morning',
      [night({ days: ['tue'] })],
      '2026-11-25T03:00:00.000Z',
      '2026-11-25T06:00:00.000Z',
    ],
    [
      'a weekend that follows a night',
      [
        night({ days: ['fri'] }),
        night({ days: ['sat', 'sun'], from: '07:00', to: '07:00' }),
      ],
      '2026-11-27T20:00:00.000Z',
      '2026-11-30T06:00:00.000Z',
    ],
    // The clocks go back from 03:00 to 02:00 on 2026-10-25, and forward from 02:00 to 03:00 on 2026-03-29.
    [
      'a night an hour longer',
      [night()],
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T06:00:00.000Z',
    ],
    [
      'a night an hour shorter',
      [night()],
      '2026-03-28T22:00:00.000Z',
      '2026-03-29T05:00:00.000Z',
    ],
    [
      'an end that the clocks skip',
      [night({ to: '02:30' })],
      '2026-03-29T00:30:00.000Z',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'an end that occurs twice: the earlier',
      [night({ to: '02:30' })],
      '2026-10-25T00:00:00.000Z',
      '2026-10-25T00:30:00.000Z',
    ],
  ])('%s', (_, rules, now, expected) => {
    expect(quietUntil(rules, OWNER, now)).toBe(expected);
  });

  it('ends, and it is not quiet then', () => {
    const time = fc
      .integer({ min: 0, max: 24 * 60 - 1 })
      .map(
        minutes =>
          `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(
            minutes % 60,
          ).padStart(2, '0')}`,
      );
    const rules = fc.array(
      fc.record({
        groups: fc.constant<string[]>([OWNER]),
        timezone: fc.constantFrom(
          'UTC',
          'Europe/Berlin',
          'America/New_York',
          'Asia/Kathmandu',
        ),
        from: time,
        to: time,
        // A day without any, so that it isn't quiet for ever.
        days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { maxLength: 4 }),
      }),
      { maxLength: 1 },
    );
    fc.assert(
      fc.property(
        rules,
        fc.date({
          min: new Date('2026-01-01T00:00:00Z'),
          max: new Date('2027-01-01T00:00:00Z'),
          noInvalidDate: true,
        }),
        (own, date) => {
          const now = date.toISOString();
          const until = quietUntil(own, OWNER, now);
          if (until === undefined) return;
          expect(until > now).toBe(true);
          expect(quietUntil(own, OWNER, until)).toBeUndefined();
        },
      ),
    );
  });
});
