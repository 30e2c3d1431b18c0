import { addDays, iso, instantOf, dayOf, localDateOf } from '../slo';
import type { Policy } from '@sluice/plugin-pipelines-node/documents';
import type { Calendars } from './windowTimes';

/** So far ahead a business day is looked for; after that a calendar has ended, and the next day has to do. */
const MAX_DAYS = 31;

/**
 * By when a hotfix or the use of break-glass has to be reviewed: the end of the next business day, by the calendar of the policy; without
 * one, of the next day from Monday to Friday in UTC. A calendar that can't be read gives people less time, never more.
 *
 * @param at - when it was used, ISO 8601
 * @returns ISO 8601 in UTC
 * @internal
 */
export function reviewBy(
  { review }: Policy,
  calendars: Calendars,
  at: string,
): string {
  const timezone = review?.timezone ?? 'UTC';
  const calendar = review && calendars.get(review.calendar);
  const isBusinessDay = (date: string) =>
    review
      ? calendar?.has(date) ?? true
      : ![0, 6].includes(new Date(dayOf(date)).getUTCDay());
  const tomorrow = addDays(localDateOf(at, timezone), 1);
  let date = tomorrow;
  for (let i = 0; i < MAX_DAYS; i++) {
    if (isBusinessDay(date)) return endOf(date, timezone);
    date = addDays(date, 1);
  }
  return endOf(tomorrow, timezone);
}

function endOf(date: string, timezone: string): string {
  return iso(instantOf(dayOf(addDays(date, 1)), timezone));
}
