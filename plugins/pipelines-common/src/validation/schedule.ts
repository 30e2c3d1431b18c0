import { CronPattern } from 'croner';
import { IANAZone } from 'luxon';

/**
 * Why a cron expression can't be used, or undefined if it can.
 *
 * Five fields, or a word such as `@daily`. Expressions with seconds are refused because tools disagree on which field
 * they are.
 *
 * @public
 */
export function cronFault(expression: string): string | undefined {
  try {
    // The pattern without its dates: `new Cron()` would also accept a date.
    // eslint-disable-next-line no-new
    new CronPattern(expression.trim(), undefined, { mode: '5-part' });
    return undefined;
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
