import { DateTime } from 'luxon';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How a day is written: by its weekday, or by its year where the weekday would mislead. */
const NEAR = 'ccc d LLL HH:mm';
const FAR = 'd LLL yyyy HH:mm';
const FAR_DAYS = 300;

/** What stands where there is no value. It is not a zero. */
const NONE = '—';

/**
 * A duration as people say it, at two units: `0.9 s`, `51 min`, `2 h 10 min`, `3 d 4 h`.
 *
 * @param seconds - a number of seconds; a negative one keeps its sign, none at all gives a dash
 * @public
 */
export function formatDuration(seconds: number | undefined): string {
  if (seconds === undefined || !Number.isFinite(seconds)) return NONE;
  if (seconds < 0) return `−${formatDuration(-seconds)}`;
  if (seconds < 9.95) {
    return `${Number(seconds.toFixed(1))} s`;
  }
  const whole = Math.round(seconds);
  if (whole < 2 * MINUTE) return `${whole} s`;
  const minutes = Math.round(seconds / MINUTE);
  if (minutes * MINUTE < 2 * HOUR) return `${minutes} min`;
  if (minutes * MINUTE < 2 * DAY) {
    return twoUnits(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  }
  const hours = Math.round(seconds / HOUR);
  return twoUnits(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

/**
 * How long ago something was, at one unit, or how long it takes until then: `6 s ago`, `18 min ago`, `3 h ago`, `in 2 d`.
 *
 * @param instant - ISO 8601
 * @param now - the reader's clock, epoch milliseconds. An instant up to five seconds ahead of it is `now`: clocks differ.
 * @public
 */
export function formatAge(instant: string | undefined, now: number): string {
  const at = instant ? DateTime.fromISO(instant) : undefined;
  if (!at?.isValid) return NONE;
  const seconds = (now - at.toMillis()) / 1000;
  if (Math.abs(seconds) < 5) return 'now';
  const span = oneUnit(Math.abs(seconds));
  return seconds > 0 ? `${span} ago` : `in ${span}`;
}

/**
 * How {@link formatInstant} writes.
 *
 * @public
 */
export type FormatInstantOptions = {
  /** The reader's clock, epoch milliseconds: what is today is left out. */
  now: number;
  /** IANA zone; without one, the reader's own. */
  zone?: string;
};

/**
 * An instant on the reader's clock, as short as it can be: `04:58` today, `Thu 20 Nov 04:58` within the last or next 300
 * days, else with the year.
 *
 * @param instant - ISO 8601; none gives a dash
 * @public
 */
export function formatInstant(
  instant: string | undefined,
  options: FormatInstantOptions,
): string {
  const { now, zone = 'local' } = options;
  const at = instant ? DateTime.fromISO(instant, { zone }) : undefined;
  if (!at?.isValid) return NONE;
  const today = DateTime.fromMillis(now, { zone });
  if (at.hasSame(today, 'day')) return at.toFormat('HH:mm');
  return at.toFormat(isFar(at, now) ? FAR : NEAR);
}

/**
 * A span of time on the reader's clock. The day of the end is named unless the span stays within one: `04:00 – 05:00` today,
 * `Fri 20 Nov 04:00 – 05:00`, `Fri 20 Nov 05:10 – Sat 21 Nov 05:10`.
 *
 * @param start - ISO 8601; none gives the end alone
 * @param end - ISO 8601; none gives a dash
 * @public
 */
export function formatInterval(
  start: string | undefined,
  end: string | undefined,
  options: FormatInstantOptions,
): string {
  const { now, zone = 'local' } = options;
  const from = start ? DateTime.fromISO(start, { zone }) : undefined;
  const to = end ? DateTime.fromISO(end, { zone }) : undefined;
  if (!to?.isValid || !from?.isValid || from.equals(to)) {
    return formatInstant(end, options);
  }
  if (from.hasSame(to, 'day')) {
    return `${formatInstant(start, options)} – ${to.toFormat('HH:mm')}`;
  }
  const far = [from, to].some(time => isFar(time, now));
  const pattern = far ? FAR : NEAR;
  return `${from.toFormat(pattern)} – ${to.toFormat(pattern)}`;
}

/**
 * An instant with nothing left out, for a tooltip: `Fri 21 Nov 2026 06:00:00 America/New_York (11:00:00 UTC)`.
 *
 * @param instant - ISO 8601; none gives a dash
 * @param zone - IANA zone; without one, the reader's own
 * @public
 */
export function formatInstantFully(
  instant: string | undefined,
  zone: string = 'local',
): string {
  const at = instant ? DateTime.fromISO(instant, { zone }) : undefined;
  if (!at?.isValid) return NONE;
  const local = at.toFormat('ccc d LLL yyyy HH:mm:ss');
  if (at.zoneName === 'UTC') return `${local} UTC`;
  return `${local} ${at.zoneName} (${at.toUTC().toFormat('HH:mm:ss')} UTC)`;
}

function isFar(at: DateTime, now: number): boolean {
  const days = at.diff(DateTime.fromMillis(now), 'days').days;
  return Math.abs(days) >= FAR_DAYS;
}

function twoUnits(big: number, bigUnit: string, small: number, unit: string) {
  return small ? `${big} ${bigUnit} ${small} ${unit}` : `${big} ${bigUnit}`;
}

function oneUnit(seconds: number): string {
  if (seconds < MINUTE) return `${Math.floor(seconds)} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < 2 * DAY) return `${Math.floor(seconds / HOUR)} h`;
  return `${Math.floor(seconds / DAY)} d`;
}
