import { DateTime } from 'luxon';

/**
 * The end of the next business day (Monday to Friday, UTC) after a moment: until then somebody else has to have reviewed what went through
 * without its approvals.
 *
 * @param at - ISO 8601 in UTC
 * @internal
 */
export function reviewDue(at: string): string {
  let day = DateTime.fromISO(at, { zone: 'utc' }).plus({ days: 1 });
  while (day.weekday > 5) day = day.plus({ days: 1 });
  return day.endOf('day').toJSDate().toISOString();
}
