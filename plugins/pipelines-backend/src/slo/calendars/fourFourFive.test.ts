import { DateTime } from 'luxon';
import fc from 'fast-check';
import { type CloseOptions, WORKING_WEEK } from './dateRules';
import { type WeekYear, weekYearCloses } from './fourFourFive';

const LAST_DAY: CloseOptions = {
  close: 'last-day',
  weekdays: WORKING_WEEK,
  isExcepted: () => false,
};
/** The US National Retail Federation's year ends on the Saturday nearest to the end of January. */
const RETAIL: WeekYear = {
  yearStart: '2026-02-01',
  yearEnd: 'nearest',
  pattern: '4-5-4',
};

const closes = (
  year: number,
  rule = RETAIL,
  options: CloseOptions = LAST_DAY,
) => [...weekYearCloses(rule, options)(year)];

describe('weekYearCloses', () => {
  it('closes the months of the NRF calendar of 2026', () => {
    expect(closes(2026)).toEqual([
      '2026-01-03',
      '2026-01-31',
      '2026-02-28',
      '2026-04-04',
      '2026-05-02',
      '2026-05-30',
      '2026-07-04',
      '2026-08-01',
      '2026-08-29',
      '2026-10-03',
      '2026-10-31',
      '2026-11-28',
    ]);
    expect(closes(2027)[0]).toBe('2027-01-02');
  });

  it('adds the 53rd week of 2023 to the last period', () => {
    expect(closes(2024).slice(0, 2)).toEqual(['2024-02-03', '2024-03-02']);
    expect(closes(2023).at(-1)).toBe('2023-12-30');
  });

  it('knows the other rule of the end of a year', () => {
    // Ends on the last Saturday of January: 2024-01-27, not the nearest one to its end, 2024-02-03.
    expect(
      closes(2024, { ...RETAIL, yearEnd: 'last', pattern: '4-4-5' }).slice(
        0,
        3,
      ),
    ).toEqual(['2024-01-27', '2024-02-24', '2024-03-23']);
  });

  it('can close on the last working day instead', () => {
    expect(
      closes(2026, RETAIL, {
        ...LAST_DAY,
        close: 'last-weekday',
      }).slice(0, 2),
    ).toEqual(['2026-01-02', '2026-01-30']);
  });

  it('refuses a start on which no year can begin, and says which one can', () => {
    expect(() => closes(2026, { ...RETAIL, yearStart: '2026-02-08' })).toThrow(
      'is 2026-02-08, but a year that ends on the Saturday nearest to the end of February starts on 2026-03-01',
    );
  });

  it('has twelve closes a year of 52 or 53 weeks, whatever the rule', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('nearest' as const, 'last' as const),
        fc.constantFrom('4-4-5' as const, '4-5-4' as const, '5-4-4' as const),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 2000, max: 2060 }),
        (yearEnd, pattern, month, weekday, year) => {
          // The last such weekday of the month is also the nearest to its end where at most three days follow.
          let end = DateTime.utc(year, month, 1).endOf('month').startOf('day');
          while (end.weekday !== weekday) end = end.minus({ days: 1 });
          fc.pre(yearEnd === 'last' || end.daysInMonth! - end.day <= 3);
          const yearStart = end.plus({ days: 1 }).toISODate()!;
          const rule = { yearStart, yearEnd, pattern };
          const dates = Array.from({ length: 7 }, (_, i) =>
            closes(year + i, rule),
          ).flat();
          const days = dates.map(date =>
            DateTime.fromISO(date, { zone: 'utc' }),
          );

          expect(days.every(day => day.weekday === weekday)).toBe(true);
          const weeks = days
            .slice(1)
            .map((day, i) => day.diff(days[i], 'weeks').weeks);
          expect(weeks.every(w => w >= 4 && w <= 6)).toBe(true);
          for (let i = 0; i + 12 < days.length; i++) {
            expect([52, 53]).toContain(
              days[i + 12].diff(days[i], 'weeks').weeks,
            );
          }
          expect(dates).toContain(end.toISODate());
        },
      ),
      { numRuns: 30 },
    );
  });
});
