import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { readCalendars } from './readCalendars';

const files = createMockDirectory({
  content: {
    'holidays.ics': [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'UID:christmas',
      'DTSTART;VALUE=DATE:20251225',
      'RRULE:FREQ=YEARLY',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\n'),
    'broken.ics': 'hello',
  },
});
const HOLIDAYS = {
  name: 'holidays',
  ical: { file: files.resolve('holidays.ics') },
};
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'];

const read = (...calendars: object[]) =>
  readCalendars(
    mockServices.rootConfig({ data: { pipelines: { calendars } } as any }),
  );
const ask = (date: string, ...calendars: object[]) =>
  [...read(...calendars).values()].at(-1)!.has(date);

describe('readCalendars', () => {
  it('is empty without the key', () => {
    expect(readCalendars(mockServices.rootConfig({ data: {} })).size).toBe(0);
  });

  it('keeps the order of the list and names what has no title', () => {
    const calendars = read(
      { name: 'business-days', title: 'Business days', weekdays: WEEK },
      { name: 'audits', dates: ['2026-03-05'] },
    );
    expect([...calendars.values()].map(c => [c.name, c.title])).toEqual([
      ['business-days', 'Business days'],
      ['audits', 'audits'],
    ]);
  });

  it.each<[string, object[], string, boolean]>([
    ['a weekday', [{ name: 'a', weekdays: WEEK }], '2026-12-24', true],
    ['a weekend', [{ name: 'a', weekdays: WEEK }], '2026-12-26', false],
    [
      'an excepted weekday',
      [{ name: 'a', weekdays: WEEK, except: ['2026-12-24'] }],
      '2026-12-24',
      false,
    ],
    [
      'an added weekend',
      [{ name: 'a', weekdays: WEEK, dates: ['2026-12-26'] }],
      '2026-12-26',
      true,
    ],
    [
      'a holiday of another calendar',
      [HOLIDAYS, { name: 'a', weekdays: WEEK, exceptCalendars: ['holidays'] }],
      '2028-12-25',
      false,
    ],
    [
      'a day beside it',
      [HOLIDAYS, { name: 'a', weekdays: WEEK, exceptCalendars: ['holidays'] }],
      '2028-12-26',
      true,
    ],
    [
      'a holiday on which work is done',
      [
        HOLIDAYS,
        {
          name: 'a',
          weekdays: WEEK,
          exceptCalendars: ['holidays'],
          dates: ['2028-12-25'],
        },
      ],
      '2028-12-25',
      true,
    ],
    ['a day of an iCalendar file', [HOLIDAYS], '2030-12-25', true],
    [
      'the last day of a month',
      [{ name: 'a', monthEnd: 'last-day' }],
      '2028-02-29',
      true,
    ],
    [
      'the last Thursday of a week that ends there',
      [
        {
          name: 'a',
          monthEnd: 'last-weekday',
          weekdays: ['sun', 'mon', 'tue', 'wed', 'thu'],
        },
      ],
      '2026-07-30',
      true,
    ],
    [
      'the last working day before a holiday',
      [{ name: 'a', monthEnd: 'last-weekday', except: ['2026-12-31'] }],
      '2026-12-30',
      true,
    ],
    [
      'a last day that is excepted',
      [{ name: 'a', monthEnd: 'last-day', except: ['2026-12-31'] }],
      '2026-12-31',
      false,
    ],
    [
      'the close of a retail month',
      [{ name: 'a', fourFourFive: { yearStart: '2026-02-01' } }],
      '2026-02-28',
      true,
    ],
    [
      'the close of the fifth week',
      [
        {
          name: 'a',
          fourFourFive: { yearStart: '2026-02-01', pattern: '5-4-4' },
        },
      ],
      '2026-03-07',
      true,
    ],
    [
      'the last working day of it',
      [
        {
          name: 'a',
          fourFourFive: { yearStart: '2026-02-01', close: 'last-weekday' },
        },
      ],
      '2026-02-27',
      true,
    ],
  ])('%s', (_, calendars, date, expected) => {
    expect(ask(date, ...calendars)).toBe(expected);
  });

  it('knows the last business day of a month', () => {
    const [calendar] = read({
      name: 'business-days',
      weekdays: WEEK,
      except: ['2026-12-31'],
    }).values();
    expect(calendar.isMonthEnd('2026-12-30')).toBe(true);
    expect(calendar.isMonthEnd('2026-12-29')).toBe(false);
    expect(calendar.isMonthEnd('2026-12-31')).toBe(false);
  });

  it.each<[object[], string]>([
    [[{ name: 'A B', weekdays: WEEK }], 'pipelines.calendars[0].name is "A B"'],
    [[{ weekdays: WEEK }], "'pipelines.calendars[0].name'"],
    [
      [{ name: 'a' }],
      'pipelines.calendars[0] has no dates: give it weekdays, dates, monthEnd, fourFourFive or ical',
    ],
    [
      [{ name: 'a', weekdays: [] }],
      'pipelines.calendars[0].weekdays is empty: name at least one',
    ],
    [
      [{ name: 'a', weekdays: ['monday'] }],
      'pipelines.calendars[0].weekdays[0] is "monday", but has to be one of mon, tue',
    ],
    [
      [{ name: 'a', weekday: ['mon'] }],
      'pipelines.calendars[0].weekday is not a field of a calendar; known are',
    ],
    [
      [{ name: 'a', dates: ['2026-02-30'] }],
      'pipelines.calendars[0].dates[0] is "2026-02-30", but has to be a date such as',
    ],
    [
      [{ name: 'a', dates: ['2026-W09-1'] }],
      'pipelines.calendars[0].dates[0] is "2026-W09-1"',
    ],
    [
      [{ name: 'a', weekdays: WEEK, except: ['25.12.'] }],
      'pipelines.calendars[0].except[0] is "25.12."',
    ],
    [
      [{ name: 'a', dates: ['2026-01-01'], except: ['2026-01-01'] }],
      'pipelines.calendars[0] has 2026-01-01 in both dates and except',
    ],
    [
      [{ name: 'a', monthEnd: 'last' }],
      'pipelines.calendars[0].monthEnd is "last", but has to be one of last-day, last-weekday',
    ],
    [
      [{ name: 'a', monthEnd: 'last-day', weekdays: WEEK }],
      'pipelines.calendars[0].weekdays has no effect on a last-day',
    ],
    [
      [{ ...HOLIDAYS, weekdays: WEEK }],
      'pipelines.calendars[0].weekdays has no effect on an iCalendar file',
    ],
    [
      [{ ...HOLIDAYS, monthEnd: 'last-day' }],
      'pipelines.calendars[0] has monthEnd and ical, but can be only one of them',
    ],
    [
      [{ name: 'a', fourFourFive: { yearStart: '2026-02-15' } }],
      'pipelines.calendars[0].fourFourFive.yearStart is 2026-02-15, but a year that ends on',
    ],
    [
      [{ name: 'a', fourFourFive: { yearStart: 'Feb 1' } }],
      'pipelines.calendars[0].fourFourFive.yearStart is "Feb 1"',
    ],
    [[{ name: 'a', fourFourFive: {} }], 'fourFourFive.yearStart'],
    [
      [
        {
          name: 'a',
          fourFourFive: { yearStart: '2026-02-01', pattern: '4-4-4' },
        },
      ],
      'pipelines.calendars[0].fourFourFive.pattern is "4-4-4"',
    ],
    [
      [
        {
          name: 'a',
          fourFourFive: { yearStart: '2026-02-01', yearEnd: 'first' },
        },
      ],
      'pipelines.calendars[0].fourFourFive.yearEnd is "first"',
    ],
    [
      [{ name: 'a', ical: { file: files.resolve('none.ics') } }],
      "none.ics, which can't be read: ENOENT",
    ],
    [
      [{ name: 'a', ical: { file: files.resolve('broken.ics') } }],
      "broken.ics, but it isn't iCalendar",
    ],
    [
      [{ name: 'a', ical: { ...HOLIDAYS.ical, timezone: '+01:00' } }],
      'pipelines.calendars[0].ical.timezone is "+01:00"',
    ],
    [
      [
        { name: 'a', weekdays: WEEK },
        { name: 'a', weekdays: WEEK },
      ],
      'pipelines.calendars names a twice',
    ],
    [
      [{ name: 'a', weekdays: WEEK, exceptCalendars: ['a'] }],
      'pipelines.calendars[0].exceptCalendars[0] is a, but has to be the name of a calendar that stands before it',
    ],
  ])('refuses %j and names the key', (calendars, message) => {
    expect(() => read(...calendars)).toThrow(message);
  });
});
