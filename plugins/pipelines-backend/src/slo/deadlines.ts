import type { DeadlineSlo } from '@sluice/plugin-pipelines-common';
import {
  DAY_MS,
  dateText,
  dayOf,
  instantOf,
  iso,
  localDateOf,
  readingOf,
  timeOfDay,
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
  const { timezone } = deadline;
  const due = timeOfDay(deadline.time);
  const through = timeOfDay(deadline.dataThrough);
  const deadlines: Deadline[] = [];
  // A gap can move a deadline to the date after, so the search starts a date early and ends a date late.
  const last = dayOf(localDateOf(to, timezone)) + DAY_MS;
  let day = dayOf(localDateOf(from, timezone)) - DAY_MS;
  let dataFrom: string | undefined;
  for (; day <= last; day += DAY_MS) {
    if (!occurs(day, range)) continue;
    const dueAt = iso(instantOf(day + due, timezone));
    if (dueAt >= to) break;
    if (dueAt < from) continue;
    const dataThrough = iso(instantOf(day + through, timezone));
    dataFrom ??= iso(instantOf(dayBefore(day, range) + through, timezone));
    deadlines.push({ date: dateText(day), dueAt, dataFrom, dataThrough });
    dataFrom = dataThrough;
  }
  return deadlines;
}

/** The day of the calendar before this one, as if in UTC. */
function dayBefore(day: number, range: DeadlineRange): number {
  for (let days = 1; days <= LOOK_BACK_DAYS; days++) {
    const candidate = day - days * DAY_MS;
    if (occurs(candidate, range)) return candidate;
  }
  const yesterday = day - DAY_MS;
  return exists(yesterday, range) ? yesterday : yesterday - DAY_MS;
}

function occurs(day: number, range: DeadlineRange): boolean {
  return (range.has?.(dateText(day)) ?? true) && exists(day, range);
}

/** Whether the clocks of the zone read this date at all. Only a gap of a whole date takes its noon. */
function exists(day: number, { deadline }: DeadlineRange): boolean {
  const noon = day + DAY_MS / 2;
  return readingOf(noon, deadline.timezone).instants.length > 0;
}
