import { addDays, localDateOf, localInstant } from './localTime';
import zoneinfo from './fixtures/zoneinfo.json';

type Fixture = Record<
  string,
  {
    from: string;
    to: string;
    times: Record<string, Array<[string, number | null]>>;
  }
>;

describe('localInstant', () => {
  it.each([
    [
      'a plain morning',
      '2026-11-21',
      '06:00',
      'America/New_York',
      '2026-11-21T11:00:00.000Z',
    ],
    [
      'the spring gap moves it to the first instant after',
      '2026-03-29',
      '02:30',
      'Europe/Berlin',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'the end of the gap is no gap',
      '2026-03-29',
      '03:00',
      'Europe/Berlin',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'the autumn overlap takes the earlier',
      '2026-10-25',
      '02:30',
      'Europe/Berlin',
      '2026-10-25T00:30:00.000Z',
    ],
    [
      'after the overlap',
      '2026-10-25',
      '03:00',
      'Europe/Berlin',
      '2026-10-25T02:00:00.000Z',
    ],
    [
      'a gap of half an hour',
      '2026-10-04',
      '02:15',
      'Australia/Lord_Howe',
      '2026-10-03T15:30:00.000Z',
    ],
    [
      'an overlap of half an hour',
      '2026-04-05',
      '01:45',
      'Australia/Lord_Howe',
      '2026-04-04T14:45:00.000Z',
    ],
    [
      'a gap of two hours',
      '2024-03-31',
      '02:30',
      'Antarctica/Troll',
      '2024-03-31T01:00:00.000Z',
    ],
    [
      'a gap that starts at midnight',
      '2024-04-26',
      '00:15',
      'Africa/Cairo',
      '2024-04-25T22:00:00.000Z',
    ],
    [
      'an overlap that ends the day',
      '2023-10-29',
      '00:30',
      'Atlantic/Azores',
      '2023-10-29T00:30:00.000Z',
    ],
    [
      'a zone 45 minutes off',
      '2026-01-01',
      '00:00',
      'Asia/Kathmandu',
      '2025-12-31T18:15:00.000Z',
    ],
    [
      'a date that is skipped',
      '2011-12-30',
      '06:00',
      'Pacific/Apia',
      '2011-12-30T10:00:00.000Z',
    ],
    ['a leap day', '2028-02-29', '06:00', 'UTC', '2028-02-29T06:00:00.000Z'],
    [
      'rules that change: summer time all year from 2022',
      '2022-12-01',
      '06:00',
      'Asia/Amman',
      '2022-12-01T03:00:00.000Z',
    ],
    [
      'rules that change: the year before',
      '2021-12-01',
      '06:00',
      'Asia/Amman',
      '2021-12-01T04:00:00.000Z',
    ],
  ])('%s', (_, date, time, zone, expected) => {
    expect(localInstant(date, time, zone)).toBe(expected);
  });

  it.each([
    ['24:00 is no time of day', '2026-03-29', '24:00', 'UTC', '24:00'],
    ['seconds are none', '2026-03-29', '06:00:00', 'UTC', '06:00:00'],
    ['30 February', '2026-02-30', '06:00', 'UTC', '2026-02-30'],
    [
      '29 February of a common year',
      '2026-02-29',
      '06:00',
      'UTC',
      '2026-02-29',
    ],
    ['not a date', 'tomorrow', '06:00', 'UTC', 'tomorrow'],
    [
      'not a zone',
      '2026-03-29',
      '06:00',
      'Europe/Northstar',
      'Europe/Northstar',
    ],
  ])('refuses what it cannot read: %s', (_, date, time, zone, named) => {
    expect(() => localInstant(date, time, zone)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(named),
      }),
    );
  });

  it.each(Object.entries(zoneinfo as unknown as Fixture))(
    "agrees with Python's zoneinfo about %s",
    (zone, { from, to, times }) => {
      const wrong: string[] = [];
      let compared = 0;
      for (const [time, runs] of Object.entries(times)) {
        let run = 0;
        for (let date = from; date <= to; date = addDays(date, 1)) {
          if (runs[run + 1]?.[0] === date) run++;
          const minutes = runs[run][1];
          if (minutes === null) continue;
          const ours = Date.parse(localInstant(date, time, zone));
          const theirs = Date.parse(`${date}T${time}:00Z`) + minutes * 60_000;
          if (ours !== theirs) wrong.push(`${date} ${time}`);
          compared++;
        }
      }
      expect(wrong).toEqual([]);
      expect(compared).toBeGreaterThan(9_000);
    },
  );
});

describe('localDateOf', () => {
  it.each([
    ['2026-03-29T03:59:59.999Z', 'America/New_York', '2026-03-28'],
    ['2026-03-29T04:00:00.000Z', 'America/New_York', '2026-03-29'],
    ['2025-12-31T18:15:00.000Z', 'Asia/Kathmandu', '2026-01-01'],
    ['2011-12-30T10:00:00.000Z', 'Pacific/Apia', '2011-12-31'],
  ])('%s in %s is %s', (instant, zone, expected) => {
    expect(localDateOf(instant, zone)).toBe(expected);
  });

  it('refuses what is no instant', () => {
    expect(() => localDateOf('soon', 'UTC')).toThrow("Not an instant: 'soon'");
  });
});

describe('addDays', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
  ])('%s and %i', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
  });
});
