import { calendar, calendars, policy } from './__testUtils__/policies';
import { reviewBy } from './reviewBy';

const NONE = calendars();

describe('reviewBy', () => {
  it.each([
    [
      'the end of the next day',
      '2026-11-25T22:00:00.000Z',
      '2026-11-27T00:00:00.000Z',
    ],
    [
      'Monday after a Friday',
      '2026-11-27T08:00:00.000Z',
      '2026-12-01T00:00:00.000Z',
    ],
    [
      'Monday after a Sunday',
      '2026-11-29T08:00:00.000Z',
      '2026-12-01T00:00:00.000Z',
    ],
  ])('without a calendar is %s', (_, at, expected) => {
    expect(reviewBy(policy(), NONE, at)).toBe(expected);
  });

  const content = policy({
    review: { calendar: 'work', timezone: 'America/New_York' },
  });

  it('goes by the days of the calendar in its zone', () => {
    const known = calendars(calendar('work', '2026-11-26', '2026-11-30'));
    // 22:00 on the 25th in New York.
    expect(reviewBy(content, known, '2026-11-26T03:00:00.000Z')).toBe(
      '2026-11-27T05:00:00.000Z',
    );
    expect(reviewBy(content, known, '2026-11-26T08:00:00.000Z')).toBe(
      '2026-12-01T05:00:00.000Z',
    );
  });

  it('is tomorrow where the calendar is gone or over', () => {
    for (const known of [NONE, calendars(calendar('work'))]) {
      expect(reviewBy(content, known, '2026-11-26T12:00:00.000Z')).toBe(
        '2026-11-28T05:00:00.000Z',
      );
    }
  });
});
