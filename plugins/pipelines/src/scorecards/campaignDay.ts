import { DateTime } from 'luxon';

/**
 * The last day of a campaign, as people say it: `Mon 14 Dec`. It ends with that day in UTC, which is another instant for everybody; the day is the same for all.
 *
 * @param dueAt - the instant at which it is over, ISO 8601
 * @internal
 */
export function campaignDay(dueAt: string): string {
  return DateTime.fromISO(dueAt, { zone: 'utc' })
    .minus({ milliseconds: 1 })
    .toFormat('ccc d LLL');
}
