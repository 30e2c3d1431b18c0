import type { DeadlineSlo } from '@sluice/plugin-pipelines-common';
import {
  addDays,
  localDateOf,
  localInstant,
  localMillis,
  readingOf,
} from './localTime';

export { localInstant } from './localTime';

/** How far back an occurrence before the first one is looked for: a calendar with one date a year has one. */
const LOOK_BACK_DAYS = 400;

/** One date of a calendar with what is due by when. Instants are ISO 8601 in UTC with milliseconds. @internal */
export type Deadline = {
  /** Local calendar date, `2026-03-29`. */
  date: string;
  dueAt: string;
  /** Intervals that end after this … */
  dataFrom: string;
  /** … and up to this have to be in. */
  dataThrough: string;
};

/** Which deadlines of which dates. @internal */
export type DeadlineRange = {
  deadline: Pick<DeadlineSlo['deadline'], 'time' | 'timezone' | 'dataThrough'>;
  /** Whether a date belongs to the calendar. All do where it isn't given. */
  has?: (date: string) => boolean;
  /** First instant at which one may be due, ISO 8601. */
  from: string;
  /** The instant before which one is due, ISO 8601. */
  to: string;
};

/**
 * The deadlines that are due in [from, to): one for each local date of the calendar, in order.
 *
 * What has to be in is what ended after the `dataThrough` of the date before in the calendar (so that a Monday takes
 * Saturday and Sunday along), up to its own. Where the calendar has no date in the 400 days before, it is one day.
 * A date that the zone skips as a whole has no deadline. DST: see {@link localInstant}.
 *
 * @throws InputError if the zone or a time can't be read
 * @internal
 */
export function deadlinesBetween(range: DeadlineRange): Deadline[] {
  const { deadline, from, to } = range;
  const { time, timezone, dataThrough } = deadline;
  const deadlines: Deadline[] = [];
  // A gap can move a deadline to the date after, so the search starts a date early and ends a date late.
  const last = addDays(localDateOf(to, timezone), 1);
  let date = addDays(localDateOf(from, timezone), -1);
  let dataFrom: string | undefined;
  for (; date <= last; date = addDays(date, 1)) {
    if (!occurs(date, range)) continue;
    const dueAt = localInstant(date, time, timezone);
    if (dueAt >= to) break;
    if (dueAt < from) continue;
    const through = localInstant(date, dataThrough, timezone);
    dataFrom ??= localInstant(before(date, range), dataThrough, timezone);
    deadlines.push({ date, dueAt, dataFrom, dataThrough: through });
    dataFrom = through;
  }
  return deadlines;
}

/** The date of the calendar before this one. */
function before(date: string, range: DeadlineRange): string {
  for (let days = 1; days <= LOOK_BACK_DAYS; days++) {
    const candidate = addDays(date, -days);
    if (occurs(candidate, range)) return candidate;
  }
  const [yesterday, theDayBefore] = [addDays(date, -1), addDays(date, -2)];
  return exists(yesterday, range.deadline.timezone) ? yesterday : theDayBefore;
}

function occurs(date: string, { deadline, has }: DeadlineRange): boolean {
  return (has?.(date) ?? true) && exists(date, deadline.timezone);
}

/** Whether the clocks of the zone read this date at all. Only a gap of a whole date takes its noon. */
function exists(date: string, timezone: string): boolean {
  return readingOf(localMillis(date, '12:00'), timezone).instants.length > 0;
}
