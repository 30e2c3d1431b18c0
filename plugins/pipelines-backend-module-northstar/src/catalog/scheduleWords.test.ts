import { scheduleInWords } from './scheduleWords';

describe('scheduleInWords', () => {
  it.each([
    ['5 * * * *', 'UTC', 'every hour at 5 past'],
    ['25 */6 * * *', 'America/New_York', 'every 6 hours at 25 past'],
    ['5 1,5,9 * * *', 'UTC', 'every 4 hours from 01:05'],
    ['20 3 * * *', 'Europe/Berlin', 'every day at 03:20 Berlin time'],
    ['40 5 * * 1-5', 'America/New_York', 'on weekdays at 05:40 New York time'],
    ['0 5 * * 1', 'UTC', 'every Monday at 05:00 UTC'],
    ['0 7 3 * *', 'UTC', 'on day 3 of each month at 07:00 UTC'],
  ])('%s in %s is "%s"', (cron, timezone, words) => {
    expect(scheduleInWords({ cron, timezone })).toBe(words);
  });

  it.each(['* * * * *', '0 9-17 * * *'])('refuses %s', cron => {
    expect(() => scheduleInWords({ cron, timezone: 'UTC' })).toThrow(cron);
  });
});
