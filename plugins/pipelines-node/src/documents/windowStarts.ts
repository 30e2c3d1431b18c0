import { Cron } from 'croner';
import { DateTime } from 'luxon';
import { RRule } from 'rrule';

/** When a window starts: by a cron schedule, or by a rule of RFC 5545. @public */
export type WindowStart = {
  cron?: string;
  rrule?: string;
  /** The date that the rule counts from. */
  from?: string;
};

/** A window that starts more often is a slip, and would take too long to search. @public */
export const MAX_STARTS = 10_000;

/** Rules count from here unless they say from when: a Monday. */
const FIRST_DAY = '2024-01-01';
const FREQUENCIES = /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/;

/** Whether it is a date that exists, of the form `2026-03-29`. @public */
export function isDate(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) &&
    DateTime.fromISO(text, { zone: 'utc' }).isValid
  );
}

/**
 * Why it isn't said when a window starts.
 *
 * @returns the field and the rest of a sentence that begins with it; undefined if all is well
 * @public
 */
export function startProblem(
  start: WindowStart,
): { path: string[]; message: string } | undefined {
  const { cron, from, rrule } = start;
  if ((cron === undefined) === (rrule === undefined)) {
    return { path: [], message: 'has to have either cron or rrule' };
  }
  if (cron !== undefined && from !== undefined) {
    return { path: ['from'], message: 'goes with rrule, not with cron' };
  }
  try {
    if (cron !== undefined) {
      // Just to see whether croner reads it.
      return void new Cron(cron, { mode: '5-part', paused: true });
    }
    readRule(start);
  } catch (error) {
    return cron === undefined
      ? {
          path: ['rrule'],
          message: `can't be read: ${(error as Error).message}`,
        }
      : {
          path: ['cron'],
          message: `can't be read: ${(error as Error).message}`,
        };
  }
  return undefined;
}

/**
 * When a window starts, on the clock on the wall: instants of (from, to] for which UTC stands in, in milliseconds since 1970.
 *
 * Both libraries reckon without a zone here, so that the days on which clocks change are decided in one place (`windowTimes.ts`).
 *
 * @throws Error if there are more than {@link MAX_STARTS}
 * @public
 */
export function wallStarts(
  start: WindowStart,
  from: number,
  to: number,
): number[] {
  const times =
    start.cron === undefined
      ? readRule(start)
          .between(new Date(from), new Date(to), false)
          .map(date => date.getTime())
      : cronStarts(start.cron, from, to);
  if (times.length > MAX_STARTS) {
    throw new Error(`it starts more than ${MAX_STARTS} times in two months`);
  }
  return times;
}

function cronStarts(cron: string, from: number, to: number): number[] {
  const schedule = new Cron(cron, { utcOffset: 0, mode: '5-part' });
  const times: number[] = [];
  let next = schedule.nextRun(new Date(from));
  while (next && next.getTime() <= to && times.length <= MAX_STARTS) {
    times.push(next.getTime());
    next = schedule.nextRun(next);
  }
  return times;
}

function readRule({ rrule, from = FIRST_DAY }: WindowStart): RRule {
  const text = rrule!.trim();
  const frequency = /(^|;)FREQ=([A-Z]+)/i.exec(text)?.[2]?.toUpperCase();
  if (!frequency || !FREQUENCIES.test(frequency)) {
    throw new Error(
      'it needs a FREQ, of DAILY, WEEKLY, MONTHLY or YEARLY; BYHOUR and BYMINUTE say at what time',
    );
  }
  if (/DTSTART|TZID|\n/i.test(text)) {
    throw new Error('from says when it begins, and timezone where');
  }
  return new RRule({
    ...RRule.parseString(text),
    dtstart: DateTime.fromISO(from, { zone: 'utc' }).toJSDate(),
  });
}
