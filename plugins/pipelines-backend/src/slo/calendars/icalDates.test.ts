import { icalDates } from './icalDates';

function file(...events: string[][]): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Example//Holidays//EN',
    ...events.flatMap((lines, i) => [
      'BEGIN:VEVENT',
      ...(lines.some(line => line.startsWith('UID')) ? [] : [`UID:${i}`]),
      ...lines,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

const dates = (lines: string[], timezone = 'UTC') => [
  ...icalDates(file(lines), timezone),
];
const between = (all: string[], from: string, to: string) =>
  all.filter(date => date >= from && date <= to).sort();

describe('icalDates', () => {
  it.each([
    ['a day', ['DTSTART;VALUE=DATE:20261225'], ['2026-12-25']],
    [
      'days up to its end, which is not part of it',
      ['DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227'],
      ['2026-12-24', '2026-12-25', '2026-12-26'],
    ],
    [
      'days by a duration',
      ['DTSTART;VALUE=DATE:20261231', 'DURATION:P2D'],
      ['2026-12-31', '2027-01-01'],
    ],
    ['a leap day', ['DTSTART;VALUE=DATE:20280229'], ['2028-02-29']],
    ['the day of an instant', ['DTSTART:20260131T120000Z'], ['2026-01-31']],
    [
      'nothing once cancelled',
      ['DTSTART;VALUE=DATE:20261225', 'STATUS:CANCELLED'],
      [],
    ],
    [
      'what an RDATE adds and an EXDATE takes',
      [
        'DTSTART;VALUE=DATE:20260105',
        'RRULE:FREQ=WEEKLY;COUNT=3',
        'EXDATE;VALUE=DATE:20260112',
        'RDATE;VALUE=DATE:20260108,20260109',
      ],
      ['2026-01-05', '2026-01-08', '2026-01-09', '2026-01-19'],
    ],
  ])('covers %s', (_, lines, expected) => {
    expect(dates(lines).sort()).toEqual(expected);
  });

  it.each([
    ['yearly', 'YEARLY', '20261225', '2027', ['2027-12-25']],
    [
      'the last Monday of May',
      'YEARLY;BYMONTH=5;BYDAY=-1MO',
      '20260525',
      '2027',
      ['2027-05-31'],
    ],
    [
      'Thanksgiving',
      'YEARLY;BYMONTH=11;BYDAY=4TH',
      '20261126',
      '2028',
      ['2028-11-23'],
    ],
    [
      'the last working day of each month',
      'MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      '20260130',
      '2026-0',
      [
        '2026-01-30',
        '2026-02-27',
        '2026-03-31',
        '2026-04-30',
        '2026-05-29',
        '2026-06-30',
        '2026-07-31',
        '2026-08-31',
        '2026-09-30',
      ],
    ],
    [
      'the 31st, in months that have one',
      'MONTHLY',
      '20260131',
      '2026-0',
      ['2026-01-31', '2026-03-31', '2026-05-31', '2026-07-31', '2026-08-31'],
    ],
    [
      '29 February, in leap years alone',
      'YEARLY',
      '20240229',
      '202',
      ['2024-02-29', '2028-02-29'],
    ],
    [
      'up to a date, which counts',
      'DAILY;UNTIL=20260103',
      '20260101',
      '2026',
      ['2026-01-01', '2026-01-02', '2026-01-03'],
    ],
    [
      'every other week',
      'WEEKLY;INTERVAL=2;COUNT=3',
      '20260105',
      '2026',
      ['2026-01-05', '2026-01-19', '2026-02-02'],
    ],
    [
      'up to the last year that is known',
      'YEARLY',
      '20900401',
      '21',
      ['2100-04-01'],
    ],
  ])('repeats %s', (_, rule, start, year, expected) => {
    expect(
      dates([`DTSTART;VALUE=DATE:${start}`, `RRULE:FREQ=${rule}`])
        .filter(date => date.startsWith(year))
        .sort(),
    ).toEqual(expected);
  });

  it('finds nothing in a rule that nothing matches', () => {
    expect(
      dates([
        'DTSTART;VALUE=DATE:20260101',
        'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      ]),
    ).toEqual([]);
  });

  it('covers the days that an event with times touches in the zone asked for', () => {
    const evening = [
      'DTSTART;TZID=America/New_York:20260131T200000',
      'DTEND;TZID=America/New_York:20260131T230000',
    ];
    expect(dates(evening, 'America/New_York')).toEqual(['2026-01-31']);
    expect(dates(evening, 'Europe/Berlin')).toEqual(['2026-02-01']);
    expect(
      dates(
        ['DTSTART:20260131T230000', 'DTEND:20260201T010000'],
        'Asia/Kolkata',
      ),
    ).toEqual(['2026-01-31', '2026-02-01']);
  });

  it('takes the zone by its name where the file describes it too', () => {
    const text = file([
      'DTSTART;TZID=America/New_York:20260131T200000',
      'DTEND;TZID=America/New_York:20260131T230000',
    ]).replace(
      'BEGIN:VEVENT',
      [
        'BEGIN:VTIMEZONE',
        'TZID:America/New_York',
        'BEGIN:STANDARD',
        'DTSTART:19701101T020000',
        'TZOFFSETFROM:-0400',
        'TZOFFSETTO:-0500',
        'END:STANDARD',
        'END:VTIMEZONE',
        'BEGIN:VEVENT',
      ].join('\r\n'),
    );
    expect([...icalDates(text, 'Europe/Berlin')]).toEqual(['2026-02-01']);
    expect([...icalDates(text, 'America/New_York')]).toEqual(['2026-01-31']);
  });

  it('repeats a time by the clocks of its zone, through summer time', () => {
    const all = dates(
      [
        'DTSTART;TZID=Europe/Berlin:20260323T013000',
        'DURATION:PT1H',
        'RRULE:FREQ=WEEKLY;UNTIL=20260406T000000Z',
      ],
      'UTC',
    );
    // 01:30 is the same day in winter, and the day before in summer, in UTC: 00:30 and 23:30.
    expect(between(all, '2026-01-01', '2026-12-31')).toEqual([
      '2026-03-23',
      '2026-03-29',
      '2026-03-30',
      '2026-04-05',
      '2026-04-06',
    ]);
  });

  it('moves a changed occurrence', () => {
    const weekly = [
      'UID:a',
      'DTSTART;VALUE=DATE:20260105',
      'RRULE:FREQ=WEEKLY;COUNT=3',
    ];
    const change = [
      'UID:a',
      'RECURRENCE-ID;VALUE=DATE:20260112',
      'DTSTART;VALUE=DATE:20260113',
    ];
    expect([...icalDates(file(weekly, change), 'UTC')].sort()).toEqual([
      '2026-01-05',
      '2026-01-13',
      '2026-01-19',
    ]);
    expect(
      [
        ...icalDates(file(weekly, [...change, 'STATUS:CANCELLED']), 'UTC'),
      ].sort(),
    ).toEqual(['2026-01-05', '2026-01-19']);
  });

  it.each([
    ['something else', 'hello', "it isn't iCalendar"],
    ['nothing', '', "it isn't iCalendar"],
    [
      'another component',
      'BEGIN:VCARD\r\nFN:x\r\nEND:VCARD',
      'it has no VCALENDAR',
    ],
    ['no event', file(), 'it has no VEVENT'],
    [
      'no start',
      file(['SUMMARY:Christmas']),
      'the event "Christmas": it has no DTSTART',
    ],
    [
      'a start that is none',
      file(['DTSTART;VALUE=DATE:2026']),
      'the event "0": ',
    ],
    [
      'an end before the start',
      file(['DTSTART;VALUE=DATE:20260102', 'DTEND;VALUE=DATE:20260101']),
      'the event "0": it ends before it starts',
    ],
    [
      'a change of nothing',
      file(['DTSTART;VALUE=DATE:20260101', 'RECURRENCE-ID;VALUE=DATE:2026']),
      'the event "0": ',
    ],
    [
      'periods',
      file([
        'DTSTART:20260101T000000Z',
        'RDATE;VALUE=PERIOD:20260105T000000Z/PT1H',
      ]),
      'its RDATE is not a date or time',
    ],
    [
      'hours',
      file(['DTSTART:20260101T000000Z', 'RRULE:FREQ=HOURLY']),
      'its RRULE repeats HOURLY, but dates repeat DAILY',
    ],
    [
      'a daily rule that may match nothing',
      file([
        'DTSTART;VALUE=DATE:20260101',
        'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
      ]),
      'its RRULE is DAILY with BYMONTH and BYMONTHDAY; write it as',
    ],
    [
      'a rule without a frequency',
      file(['DTSTART;VALUE=DATE:20260101', 'RRULE:INTERVAL=2']),
      'its RRULE repeats',
    ],
    [
      'an event of years',
      file(['DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:20360101']),
      'it lasts longer than 366 days',
    ],
    [
      'more dates than there are days',
      file(['DTSTART;VALUE=DATE:19000101', 'RRULE:FREQ=DAILY']),
      'it has more than 20000 dates up to 2100',
    ],
    [
      'a zone of its own making',
      file(['DTSTART;TZID=Customised:20260101T000000']),
      "can't be used",
    ],
    [
      'a change of all that follow',
      file([
        'DTSTART;VALUE=DATE:20260101',
        'RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20260101',
      ]),
      "RECURRENCE-ID with RANGE isn't supported",
    ],
  ])('refuses %s', (_, text, message) => {
    expect(() => icalDates(text, 'UTC')).toThrow(message);
    expect(() => icalDates(text, 'UTC')).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });
});
