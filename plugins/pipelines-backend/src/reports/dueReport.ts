import { addDays, localDateOf, localInstant } from '../slo';
import type { MorningReportConfig } from './config';

/** A report that is due. Instants are ISO 8601 in UTC. @internal */
export type DueReport = {
  /** Local date. */
  date: string;
  dueAt: string;
  /** What was due in [from, to) is the day before. */
  dayBefore: { date: string; from: string; to: string };
};

/**
 * The report that was due last. One that nobody made in time, because the portal was down, is made late rather than never, until the
 * next one is due.
 *
 * A time that a change of the clocks skips counts as the first instant after the gap; one that occurs twice counts as the earlier.
 *
 * @param now - ISO 8601 in UTC
 * @internal
 */
export function dueReport(
  { time, timezone }: Pick<MorningReportConfig, 'time' | 'timezone'>,
  now: string,
): DueReport {
  const today = localDateOf(now, timezone);
  const isDue = localInstant(today, time, timezone) <= now;
  const date = isDue ? today : addDays(today, -1);
  const before = addDays(date, -1);
  return {
    date,
    dueAt: localInstant(date, time, timezone),
    dayBefore: {
      date: before,
      from: localInstant(before, '00:00', timezone),
      to: localInstant(date, '00:00', timezone),
    },
  };
}
