import { Cron, CronPattern } from 'croner';
import { IANAZone } from 'luxon';

const EVER_SINCE = new Date('2000-01-01T00:00:00Z');

/**
 * Why a cron expression can't be used, or undefined if it can.
 *
 * Five fields, or a word such as `@daily`. Expressions with seconds are refused because tools disagree on which field
 * they are; ones that name no date that exists, such as `0 0 31 2 *`, because nothing would ever be due.
 *
 * @public
 */
export function cronFault(expression: string): string | undefined {
  try {
    // The pattern without its dates: `new Cron()` would also accept a date.
    // eslint-disable-next-line no-new
    new CronPattern(expression.trim(), undefined, { mode: '5-part' });
    const cron = new Cron(expression.trim(), {
      paused: true,
      mode: '5-part',
      timezone: 'UTC',
    });
    // From a fixed date: whether it ever fires doesn't depend on when somebody asks.
    return cron.nextRun(EVER_SINCE)
      ? undefined
      : 'it never fires, because there is no such date';
  } catch (error) {
    return (error as Error).message.replace(/^CronPattern: /, '');
  }
}

/**
 * Whether a time zone is a name of the IANA database, such as `Europe/Berlin` or `UTC`. Offsets such as `+02:00` aren't:
 * they don't know about summer time.
 *
 * @public
 */
export function isTimeZone(zone: string): boolean {
  return /^[A-Za-z]/.test(zone) && IANAZone.isValidZone(zone);
}
