import { isSameClock, zoneOfSchedule } from './schedule';

describe('zoneOfSchedule', () => {
  it.each([
    ['0 5 * * * America/New_York', 'America/New_York'],
    ['0 5 * * * UTC', 'UTC'],
    ['@daily', undefined],
    ['0 5 * * *', undefined],
    ['0 5 * * * Mars/Olympus', undefined],
    [undefined, undefined],
  ])('of %p is %p', (schedule, expected) => {
    expect(zoneOfSchedule(schedule)).toBe(expected);
  });
});

describe('isSameClock', () => {
  it.each([
    ['2026-11-21T11:00:00Z', 'Europe/Berlin', 'Europe/Paris', true],
    ['2026-11-21T11:00:00Z', 'America/New_York', 'UTC', false],
    ['2026-07-01T11:00:00Z', 'Europe/London', 'UTC', false],
    ['2026-01-01T11:00:00Z', 'Europe/London', 'UTC', true],
  ])('at %s %s and %s: %s', (instant, zone, other, expected) => {
    expect(isSameClock(instant, zone, other)).toBe(expected);
  });
});
