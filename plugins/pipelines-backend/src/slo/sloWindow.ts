import type { SloWindow } from '@sluice/plugin-pipelines-common';
import { DateTime } from 'luxon';
import { addDays, localDateOf } from './localTime';

/** Local dates: `from` is in it, `to` is the first that isn't. @internal */
export type DateRange = { from: string; to: string };

/**
 * The local dates of the window that `now` is in.
 *
 * A rolling window ends with today, which counts as one of its days. A calendar window is the whole month or quarter, with the
 * days to come.
 *
 * @param timezone - whose dates a rolling window is made of; a calendar window has its own
 * @throws InputError if a zone is unknown
 * @internal
 */
export function windowRange(
  window: SloWindow,
  now: Date,
  timezone: string = 'UTC',
): DateRange {
  if (window.type === 'rolling') {
    const today = localDateOf(now.toISOString(), timezone);
    return windowOf(window, today);
  }
  return windowOf(window, localDateOf(now.toISOString(), window.timezone));
}

/**
 * The local dates of the window that counts on a date.
 *
 * @param date - ISO 8601, `2026-03-29`
 * @internal
 */
export function windowOf(window: SloWindow, date: string): DateRange {
  if (window.type === 'rolling') {
    const to = addDays(date, 1);
    return { from: addDays(to, -window.days), to };
  }
  const start = DateTime.fromISO(date, { zone: 'utc' }).startOf(window.unit);
  return {
    from: start.toISODate()!,
    to: start.plus({ [`${window.unit}s`]: 1 }).toISODate()!,
  };
}

/** How many days a window nominally has: burn rates are given for a fixed period. @internal */
export function periodDays(window: SloWindow): number {
  if (window.type === 'rolling') return window.days;
  return window.unit === 'month' ? 30 : 90;
}
