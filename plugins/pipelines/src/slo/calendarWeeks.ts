import type {
  SloDay,
  Verdict,
  VerdictState,
} from '@sluice/plugin-pipelines-common';
import { DateTime } from 'luxon';

/** One date of the calendar. @internal */
export type CalendarCell = {
  /** Local date, `2026-11-20`. */
  date: string;
  /** What the worst of its occurrences came to; undefined where none was due. */
  state: VerdictState | undefined;
  day: SloDay | undefined;
  /** The one verdict of the date, where there is just one. */
  verdict: Verdict | undefined;
  /** The first of its verdicts that was missed. */
  missed: Verdict | undefined;
  isMonthEnd: boolean;
};

/** A week from Monday to Sunday; dates outside the calendar are undefined. @internal */
export type CalendarWeek = {
  /** The date of its Monday. */
  monday: string;
  /** The name of the month that begins in it, for the line above; undefined in other weeks. */
  month: string | undefined;
  cells: Array<CalendarCell | undefined>;
};

/**
 * Lays dates out as a calendar of weeks, the oldest first.
 *
 * @param options - `from` and `to`: first and last local date, both inclusive
 * @internal
 */
export function calendarWeeks(options: {
  from: string;
  to: string;
  days: readonly SloDay[];
  verdicts: readonly Verdict[];
  locale?: string;
}): CalendarWeek[] {
  const { from, to, locale } = options;
  const days = new Map(options.days.map(day => [day.date, day]));
  // With a named calendar a month may end before its last day, and that one isn't due.
  const hasCalendar = options.days.some(day => day.monthEnd !== undefined);
  const verdicts = new Map<string, Verdict[]>();
  for (const verdict of options.verdicts) {
    verdicts.set(verdict.localDate, [
      ...(verdicts.get(verdict.localDate) ?? []),
      verdict,
    ]);
  }
  const weeks: CalendarWeek[] = [];
  const last = DateTime.fromISO(to, { zone: 'utc' });
  let date = DateTime.fromISO(from, { zone: 'utc' }).startOf('week');
  while (date <= last) {
    const dates = weekOf(date);
    const cells = dates.map(each => {
      const iso = each.toISODate()!;
      if (iso < from || iso > to) return undefined;
      const own = verdicts.get(iso) ?? [];
      const day = days.get(iso);
      return {
        date: iso,
        day,
        state: day && worstOf(day),
        verdict: own.length === 1 ? own[0] : undefined,
        missed: own.find(isMissed),
        isMonthEnd: hasCalendar
          ? day?.monthEnd === true
          : each.plus({ days: 1 }).day === 1,
      };
    });
    const begins = dates.find(each => each.day === 1);
    weeks.push({
      monday: date.toISODate()!,
      month: begins?.setLocale(locale ?? 'en').toFormat('LLL'),
      cells,
    });
    date = date.plus({ weeks: 1 });
  }
  return weeks;
}

/** Whether a promise was broken. @internal */
export function isMissed({ state }: Verdict): boolean {
  return state === 'LATE' || state === 'MISSING';
}

/** The seven dates from a Monday on. */
function weekOf(monday: DateTime): DateTime[] {
  return [0, 1, 2, 3, 4, 5, 6].map(days => monday.plus({ days }));
}

/** The state that a date shows: what is bad before what is unknown, and that before what is good. */
function worstOf(day: SloDay): VerdictState | undefined {
  if (day.bad > 0) return day.missing > 0 ? 'MISSING' : 'LATE';
  if (day.unknown > 0) return 'UNKNOWN';
  if (day.pending > 0) return 'PENDING';
  if (day.good > 0) return 'GOOD';
  return day.excluded > 0 ? 'EXCLUDED' : undefined;
}
