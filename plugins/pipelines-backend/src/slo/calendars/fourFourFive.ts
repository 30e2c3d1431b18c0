import { InputError } from '@backstage/errors';
import { DateTime } from 'luxon';
import { type CloseOptions, closeOf, dateOf } from './dateRules';
import type { DatesOfYear } from './NamedCalendar';

/** How the 13 weeks of a quarter are dealt to its three periods. */
export const WEEK_PATTERNS = ['4-4-5', '4-5-4', '5-4-4'] as const;

/** A fiscal year of whole weeks. */
export type WeekYear = {
  /** A date on which a year starts. Every year starts on that day of the week. */
  yearStart: string;
  /** The year ends on the day of the week before, `nearest` to the end of the month, or the `last` one in the month. */
  yearEnd: 'nearest' | 'last';
  pattern: (typeof WEEK_PATTERNS)[number];
};

/**
 * The close of each period of a 52-53-week year, as retailers count: four quarters of 4-4-5 weeks. A 53rd week, every
 * five or six years, belongs to the last period.
 *
 * @throws InputError if no year can start on `yearStart`
 * @see https://www.irs.gov/publications/p538 "52-53-Week Tax Year" for the two rules of the year's end
 * @internal
 */
export function weekYearCloses(
  year: WeekYear,
  options: CloseOptions,
): DatesOfYear {
  const weeks = year.pattern.split('-').map(Number);
  const periods = [...weeks, ...weeks, ...weeks, ...weeks];
  const endIn = endOfYears(year);

  return calendarYear => {
    // A year that ends nearest to the end of December may do so in January.
    return [calendarYear - 1, calendarYear, calendarYear + 1]
      .flatMap(y => closesOf(endIn(y - 1).plus({ days: 1 }), endIn(y)))
      .filter(date => date.startsWith(`${calendarYear}-`));
  };

  function closesOf(start: DateTime<true>, end: DateTime<true>): string[] {
    let first = start;
    return periods.flatMap((length, i) => {
      const isLast = i === periods.length - 1;
      const last = isLast ? end : first.plus({ weeks: length, days: -1 });
      const close = closeOf(first, last, options);
      first = last.plus({ days: 1 });
      return close ? [close] : [];
    });
  }
}

/** The last day of the fiscal year whose end belongs to the end of its month in calendar year `y`. */
function endOfYears({ yearStart, yearEnd }: WeekYear) {
  const known = dateOf(yearStart).minus({ days: 1 });
  // Nearest means up to three days into the month after; three days before it is the same month under either rule.
  const anchor = known.minus({ days: 3 });

  const endIn = (year: number): DateTime<true> => {
    const monthEnd = DateTime.utc(year, anchor.month, 1)
      .endOf('month')
      .startOf('day') as DateTime<true>;
    const daysBefore = (monthEnd.weekday - known.weekday + 7) % 7;
    const isNearerAfter = yearEnd === 'nearest' && daysBefore > 3;
    return monthEnd.minus({
      days: isNearerAfter ? daysBefore - 7 : daysBefore,
    });
  };

  const expected = endIn(anchor.year);
  if (!expected.equals(known)) {
    throw new InputError(
      `is ${yearStart}, but a year that ends on the ${
        yearEnd === 'nearest'
          ? `${known.weekdayLong} nearest to the end`
          : `last ${known.weekdayLong}`
      } of ${anchor.monthLong} starts on ${expected
        .plus({ days: 1 })
        .toISODate()}`,
    );
  }
  return endIn;
}
