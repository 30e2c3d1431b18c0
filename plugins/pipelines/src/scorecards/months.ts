import { DateTime } from 'luxon';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** A month such as `2026-11`, if it is one. @internal */
export function parseMonth(text: string | null): string | undefined {
  return text && MONTH.test(text) ? text : undefined;
}

/** This month in UTC and those before it, the newest first. @internal */
export function monthsUntil(now: number, count: number): string[] {
  const start = DateTime.fromMillis(now, { zone: 'utc' }).startOf('month');
  return Array.from({ length: count }, (_, i) =>
    start.minus({ months: i }).toFormat('yyyy-MM'),
  );
}
