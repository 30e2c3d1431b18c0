import { DateTime } from 'luxon';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** An instant as ISO 8601 in UTC. @internal */
export function iso(at: number): string {
  return new Date(at).toISOString();
}

const isWorkday = (day: DateTime) => day.weekday <= 5;

/** Which business day of its month a date is, counted from the front and from the back; 0 on weekends. */
function businessDays(day: DateTime): { first: number; last: number } {
  if (!isWorkday(day)) return { first: 0, last: 0 };
  const count = (from: DateTime, to: DateTime) => {
    let days = 0;
    for (let at = from; at <= to; at = at.plus({ days: 1 })) {
      if (isWorkday(at)) days++;
    }
    return days;
  };
  const start = day.startOf('day');
  return {
    first: count(start.startOf('month'), start),
    last: count(start, start.endOf('month')),
  };
}

const known = new Map<string, boolean>();

/**
 * Whether an instant falls on one of the last two or first two business days of a month, when finance is busy.
 *
 * @param at - milliseconds since 1970
 * @param zone - IANA zone of the books
 * @internal
 */
export function isMonthEnd(at: number, zone: string): boolean {
  const day = DateTime.fromMillis(at, { zone });
  const key = `${zone} ${day.toISODate()}`;
  let answer = known.get(key);
  if (answer === undefined) {
    const { first, last } = businessDays(day);
    answer = (first > 0 && first <= 2) || (last > 0 && last <= 2);
    // A demo that runs for years would otherwise keep every day it has seen.
    if (known.size > 1_000) known.clear();
    known.set(key, answer);
  }
  return answer;
}
