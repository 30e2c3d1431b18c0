import {
  type PolicyFreeze,
  type PolicyWindow,
  wallStarts,
} from '@sluice/plugin-pipelines-node/documents';
import {
  addDays,
  dayOf,
  instantOf,
  localDateOf,
  type NamedCalendar,
  readingOf,
} from '../slo';

/** A period, milliseconds since 1970: its end is not part of it. @internal */
export type Period = { start: number; end: number };

/** Calendars of `pipelines.calendars`, by name. @internal */
export type Calendars = ReadonlyMap<string, NamedCalendar>;

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * The periods of a window that touch [from, to], merged and in order.
 *
 * A window starts and ends by the clock on the wall, so one from 22:00 for 8 hours ends at 06:00 whatever clocks do in between. A time
 * that they skip counts as the first instant after. Of a time that occurs twice the reading counts that closes more: a `deny` begins
 * with the first and ends with the second, an `allow` the other way round.
 *
 * @throws Error if a calendar is unknown or ends before, or there are too many
 * @internal
 */
export function periodsOfWindow(
  window: PolicyWindow,
  calendars: Calendars,
  from: number,
  to: number,
): Period[] {
  const { effect, hours, notOn = [], on, timezone } = window;
  const length = hours * HOUR_MS;
  const included = on?.map(name => calendarOf(calendars, name));
  const excluded = notOn.map(name => calendarOf(calendars, name));
  const starts = wallStarts(window, from - length - 2 * DAY_MS, to + DAY_MS);
  const periods = starts.flatMap(wall => {
    const date = new Date(wall).toISOString().slice(0, 10);
    if (included && !included.some(calendar => calendar.has(date))) return [];
    if (excluded.some(calendar => calendar.has(date))) return [];
    const closes = effect === 'deny';
    return {
      start: instant(wall, timezone, closes ? 'first' : 'last'),
      end: instant(wall + length, timezone, closes ? 'last' : 'first'),
    };
  });
  return merged(periods, from, to);
}

/**
 * The periods of a freeze that touch [from, to], merged and in order: whole days of its zone.
 *
 * @throws Error if the calendar is unknown, or ends before
 * @internal
 */
export function periodsOfFreeze(
  freeze: PolicyFreeze,
  calendars: Calendars,
  from: number,
  to: number,
): Period[] {
  const { daysAfter = 0, daysBefore = 0, timezone } = freeze;
  const calendar = calendarOf(calendars, freeze.calendar);
  const first = localDateOf(new Date(from).toISOString(), timezone);
  const last = addDays(
    localDateOf(new Date(to).toISOString(), timezone),
    daysBefore,
  );
  const periods: Period[] = [];
  for (
    let date = addDays(first, -daysAfter);
    date <= last;
    date = addDays(date, 1)
  ) {
    if (!calendar.has(date)) continue;
    periods.push({
      start: instantOf(dayOf(addDays(date, -daysBefore)), timezone),
      end: instantOf(dayOf(addDays(date, daysAfter + 1)), timezone),
    });
  }
  return merged(periods, from, to);
}

/** Those of them that hold at an instant: whether there is one. @internal */
export function holdsAt(periods: Period[], at: number): boolean {
  let [low, high] = [0, periods.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (periods[middle].end <= at) low = middle + 1;
    else high = middle;
  }
  return low < periods.length && periods[low].start <= at;
}

/** Periods that overlap or touch as one, without those outside of [from, to]. @internal */
export function merged(periods: Period[], from: number, to: number): Period[] {
  const result: Period[] = [];
  const sorted = periods
    .filter(p => p.start < p.end && p.end > from && p.start <= to)
    .sort((a, b) => a.start - b.start);
  for (const period of sorted) {
    const before = result.at(-1);
    if (before && period.start <= before.end) {
      before.end = Math.max(before.end, period.end);
    } else {
      result.push({ ...period });
    }
  }
  return result;
}

/** @param wall - the time on the wall as if it were UTC, milliseconds since 1970 */
function instant(wall: number, zone: string, which: 'first' | 'last'): number {
  const { instants } = readingOf(wall, zone);
  return which === 'last' && instants.length > 0
    ? instants[instants.length - 1]
    : instantOf(wall, zone);
}

function calendarOf(calendars: Calendars, name: string): NamedCalendar {
  const calendar = calendars.get(name);
  if (!calendar) throw new Error(`there is no calendar ${name}`);
  return calendar;
}
