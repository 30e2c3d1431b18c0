import { daysBefore, lastOf, localToday } from './localDates';

describe('local dates', () => {
  it.each([
    ['America/New_York', '2026-11-20'],
    ['UTC', '2026-11-21'],
    ['Pacific/Kiritimati', '2026-11-21'],
  ])('of %s are as they are there', (zone, expected) => {
    expect(localToday(zone, Date.parse('2026-11-21T03:00:00Z'))).toBe(expected);
  });

  it('counts back over the end of a month', () => {
    expect(daysBefore('2026-03-01', 1)).toBe('2026-02-28');
  });

  it('finds the last one', () => {
    expect(lastOf(['2026-11-21', undefined, '2026-11-23'])).toBe('2026-11-23');
  });
});
