import { InputError } from '@backstage/errors';

/** Repeating events are expanded up to the end of this year, so no calendar answers beyond it. */
export const LAST_YEAR = 2100;

/**
 * The dates that count for something, such as business days or the close of each period, under a name that
 * definitions refer to.
 *
 * Dates are local ones without a zone, `2026-03-29`: whoever asks knows whose.
 */
export interface NamedCalendar {
  readonly name: string;
  readonly title: string;
  /**
   * Whether a date is one of this calendar.
   *
   * @throws InputError if it is no date of the form `2026-03-29`, or after the year 2100
   */
  has(localDate: string): boolean;
  /**
   * Whether a date is the one that ends a month here: of a calendar of month ends or period ends each of its dates, of
   * any other the last of its dates in that month, such as the last business day.
   *
   * @throws InputError as {@link NamedCalendar.has} does
   */
  isMonthEnd(localDate: string): boolean;
}

/** The dates of one year, in any order. @internal */
export type DatesOfYear = (year: number) => Iterable<string>;

type Year = { dates: Set<string>; monthEnds: Set<string> };

/** A calendar whose dates are worked out year by year, once each. @internal */
export class RuledCalendar implements NamedCalendar {
  readonly name: string;
  readonly title: string;
  readonly #datesOf: DatesOfYear;
  readonly #everyDateEndsAPeriod: boolean;
  readonly #years = new Map<number, Year>();

  static create(options: {
    name: string;
    title: string;
    datesOf: DatesOfYear;
    everyDateEndsAPeriod: boolean;
  }) {
    return new RuledCalendar(options);
  }

  private constructor(options: {
    name: string;
    title: string;
    datesOf: DatesOfYear;
    everyDateEndsAPeriod: boolean;
  }) {
    this.name = options.name;
    this.title = options.title;
    this.#datesOf = options.datesOf;
    this.#everyDateEndsAPeriod = options.everyDateEndsAPeriod;
  }

  has(localDate: string): boolean {
    return this.#yearOf(localDate).dates.has(localDate);
  }

  isMonthEnd(localDate: string): boolean {
    return this.#yearOf(localDate).monthEnds.has(localDate);
  }

  #yearOf(localDate: string): Year {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(localDate)) {
      throw new InputError(
        `${JSON.stringify(localDate)} is not a date such as 2026-03-29`,
      );
    }
    const number = Number(localDate.slice(0, 4));
    if (number > LAST_YEAR) {
      throw new InputError(
        `The calendar ${this.name} ends with the year ${LAST_YEAR}, so it can't say anything about ${localDate}`,
      );
    }
    let year = this.#years.get(number);
    if (!year) {
      year = this.#work(number);
      this.#years.set(number, year);
    }
    return year;
  }

  #work(number: number): Year {
    const dates = new Set(this.#datesOf(number));
    if (this.#everyDateEndsAPeriod) return { dates, monthEnds: dates };
    // The last of each month overwrites those before it.
    const lastOf = new Map(
      [...dates].sort().map(date => [date.slice(0, 7), date]),
    );
    return { dates, monthEnds: new Set(lastOf.values()) };
  }
}
