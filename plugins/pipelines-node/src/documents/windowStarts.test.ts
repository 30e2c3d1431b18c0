import { isDate, startProblem, wallStarts } from './windowStarts';

const at = (text: string) => Date.parse(`${text}:00.000Z`);
const starts = (start: Parameters<typeof wallStarts>[0]) =>
  wallStarts(start, at('2026-11-23T00:00'), at('2026-12-07T00:00')).map(time =>
    new Date(time).toISOString().slice(0, 16),
  );

describe('wallStarts', () => {
  it.each([
    [{ cron: '30 8 * * mon' }, ['2026-11-23T08:30', '2026-11-30T08:30']],
    [{ cron: '0 8 30 2 *' }, []],
    [
      { rrule: 'FREQ=WEEKLY;BYDAY=MO;BYHOUR=8;BYMINUTE=30' },
      ['2026-11-23T08:30', '2026-11-30T08:30'],
    ],
    [
      { rrule: 'FREQ=DAILY;INTERVAL=10', from: '2026-11-25' },
      ['2026-11-25T00:00', '2026-12-05T00:00'],
    ],
    [{ rrule: 'FREQ=MONTHLY;BYDAY=-1FR' }, ['2026-11-27T00:00']],
    [{ rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, []],
  ])('of %j are %j', (start, expected) => {
    expect(starts(start)).toEqual(expected);
  });
});

describe('startProblem', () => {
  it.each([
    [{}, 'has to have either cron or rrule'],
    [{ cron: '0 8 * * *', from: '2026-01-01' }, 'goes with rrule'],
    [{ cron: '0 0 8 * * *' }, "can't be read"],
    [{ cron: '' }, "can't be read"],
    [{ rrule: 'FREQ=HOURLY' }, 'needs a FREQ'],
    [{ rrule: 'FREQ=DAILY;NONSENSE=1' }, "can't be read"],
    [{ rrule: 'DTSTART:20260101T000000Z\nFREQ=DAILY' }, 'needs a FREQ'],
    [{ rrule: 'FREQ=DAILY;TZID=Europe/Berlin' }, 'from says when'],
  ])('of %j is %p', (start, expected) => {
    expect(startProblem(start)?.message).toContain(expected);
  });

  it.each([{ cron: '0 8 * * *' }, { rrule: 'FREQ=DAILY' }])(
    'is none of %j',
    start => {
      expect(startProblem(start)).toBeUndefined();
    },
  );
});

describe('isDate', () => {
  it.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2026-2-1', false],
    ['tomorrow', false],
  ])('%s: %p', (text, expected) => {
    expect(isDate(text)).toBe(expected);
  });
});
