import { DateTime } from 'luxon';
import type { DatesOfYear } from './NamedCalendar';

/** As the config names them; the position is the ISO weekday less one. */
export const WEEKDAYS = [
  'mon',
  'tue',
  'wed',
  'thu',
  'fri',
  'sat',
  'sun',
] as const;

/** One of {@link WEEKDAYS}. */
export type Weekday = (typeof WEEKDAYS)[number];

/** The days on which most offices work. */
export const WORKING_WEEK: readonly Weekday[] = WEEKDAYS.slice(0, 5);

/** Which days can close a period. */
export type CloseOptions = {
  /** `last-day` whatever it is; `last-weekday` the last that is one of `weekdays` and not excepted. */
  close: 'last-day' | 'last-weekday';
  weekdays: readonly Weekday[];
  isExcepted: (localDate: string) => boolean;
};

/** A date without a zone, for which UTC stands in: it has no gaps. @internal */
export function dateOf(localDate: string): DateTime<true> {
  const date = DateTime.fromISO(localDate, { zone: 'utc' });
  if (!date.isValid) throw new Error(`${localDate} is not a date`);
  return date;
}

/** Whether it is a date that exists, of the form `2026-03-29`. @internal */
export function isDate(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    DateTime.fromISO(text, { zone: 'utc' }).isValid
  );
}

/** Every date that is one of these days of the week. @internal */
export function everyWeekday(weekdays: readonly Weekday[]): DatesOfYear {
  return function* dates(year) {
    let date = DateTime.utc(year, 1, 1);
    while (date.year === year) {
      if (weekdays.includes(weekdayOf(date))) yield date.toISODate()!;
      date = date.plus({ days: 1 });
    }
  };
}

/** The date that closes each month. @internal */
export function monthEnds(options: CloseOptions): DatesOfYear {
  return function* dates(year) {
    for (let month = 1; month <= 12; month++) {
      const first = DateTime.utc(year, month, 1) as DateTime<true>;
      const date = closeOf(first, first.endOf('month'), options);
      if (date) yield date;
    }
  };
}

/** The date that closes the period, none if every day of it is excepted. @internal */
export function closeOf(
  first: DateTime<true>,
  last: DateTime<true>,
  { close, weekdays, isExcepted }: CloseOptions,
): string | undefined {
  for (let date = last; date >= first; date = date.minus({ days: 1 })) {
    const localDate = date.toISODate();
    if (close === 'last-day') return localDate;
    if (weekdays.includes(weekdayOf(date)) && !isExcepted(localDate)) {
      return localDate;
    }
  }
  return undefined;
}

function weekdayOf(date: DateTime): Weekday {
  return WEEKDAYS[date.weekday - 1];
}
