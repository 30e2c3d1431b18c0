import { addDays, localDateOf, localInstant } from '../slo';

/** The days of the week, Monday first. @internal */
export const WEEKDAYS = [
  'mon',
  'tue',
  'wed',
  'thu',
  'fri',
  'sat',
  'sun',
] as const;

/** One of {@link WEEKDAYS}. @internal */
export type Weekday = (typeof WEEKDAYS)[number];

/** Hours in which nobody of some groups is told what isn't urgent. @internal */
export type QuietHours = {
  /** Entity refs. */
  groups: string[];
  /** IANA. */
  timezone: string;
  /** Local time, `HH:mm`. */
  from: string;
  /** Local time; the next day's if it isn't after `from`. */
  to: string;
  /** The days on which they begin. */
  days: Weekday[];
};

/** Quiet hours that follow each other without a gap for longer than this many days end there. */
const MOST_DAYS = 15;

/**
 * Until when an owner isn't told what isn't urgent.
 *
 * Hours that begin or end in a change of the clocks do so at the first instant after the gap, or the earlier of two. Several that
 * touch or overlap are one.
 *
 * @param owner - entity ref
 * @param now - ISO 8601 in UTC
 * @returns ISO 8601 in UTC; undefined if it isn't quiet now
 * @internal
 */
export function quietUntil(
  rules: readonly QuietHours[],
  owner: string,
  now: string,
): string | undefined {
  const own = rules.filter(({ groups }) => groups.includes(owner));
  let until: string | undefined;
  let at = now;
  for (let i = 0; i <= MOST_DAYS * own.length; i++) {
    const end = lastEnd(own, at);
    if (end === undefined || end <= at) return until;
    until = end;
    at = end;
  }
  return until;
}

/** When the last of the quiet hours that an instant is in end. */
function lastEnd(rules: QuietHours[], at: string): string | undefined {
  return rules
    .flatMap(rule => endOf(rule, at) ?? [])
    .sort()
    .at(-1);
}

/** When the quiet hours that an instant is in end. */
function endOf(rule: QuietHours, at: string): string | undefined {
  const today = localDateOf(at, rule.timezone);
  // Those of the day before may last into this one.
  for (const date of [addDays(today, -1), today]) {
    if (!rule.days.includes(weekdayOf(date))) continue;
    const start = localInstant(date, rule.from, rule.timezone);
    const lastDate = rule.to > rule.from ? date : addDays(date, 1);
    const end = localInstant(lastDate, rule.to, rule.timezone);
    if (at >= start && at < end) return end;
  }
  return undefined;
}

function weekdayOf(date: string): Weekday {
  const day = new Date(`${date}T00:00:00.000Z`).getUTCDay();
  return WEEKDAYS[(day + 6) % 7];
}
