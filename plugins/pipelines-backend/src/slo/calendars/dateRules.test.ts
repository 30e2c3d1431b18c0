import { WORKING_WEEK, everyWeekday, monthEnds } from './dateRules';

const NOTHING = () => false;

describe('everyWeekday', () => {
  it('has 261 or 262 working days a year, and never a Saturday', () => {
    const dates = [...everyWeekday(WORKING_WEEK)(2026)];
    expect(dates).toHaveLength(261);
    expect([...everyWeekday(WORKING_WEEK)(2024)]).toHaveLength(262);
    expect(dates.slice(0, 3)).toEqual([
      '2026-01-01',
      '2026-01-02',
      '2026-01-05',
    ]);
  });

  it.each([
    [2024, true],
    [2026, false],
    [2100, false],
    [2000, true],
  ])('knows the leap day of %d: %p', (year, expected) => {
    const all = [...everyWeekday([...WORKING_WEEK, 'sat', 'sun'])(year)];
    expect(all).toHaveLength(expected ? 366 : 365);
    expect(all.includes(`${year}-02-29`)).toBe(expected);
  });
});

describe('monthEnds', () => {
  const ends = (
    year: number,
    close: 'last-day' | 'last-weekday',
    isExcepted: (date: string) => boolean = NOTHING,
  ) => [...monthEnds({ close, weekdays: WORKING_WEEK, isExcepted })(year)];

  it('is the last day, of a leap February too', () => {
    expect(ends(2024, 'last-day').slice(0, 4)).toEqual([
      '2024-01-31',
      '2024-02-29',
      '2024-03-31',
      '2024-04-30',
    ]);
    expect(ends(2026, 'last-day')).toHaveLength(12);
  });

  it('is the last working day before a weekend', () => {
    expect(ends(2026, 'last-weekday').slice(0, 5)).toEqual([
      '2026-01-30',
      '2026-02-27',
      '2026-03-31',
      '2026-04-30',
      '2026-05-29',
    ]);
  });

  it('goes back before a holiday', () => {
    // Good Friday.
    expect(ends(2024, 'last-weekday', d => d === '2024-03-29')[2]).toBe(
      '2024-03-28',
    );
  });

  it('has no date in a month of holidays', () => {
    expect(
      ends(2026, 'last-weekday', d => d.startsWith('2026-08')),
    ).toHaveLength(11);
  });
});
