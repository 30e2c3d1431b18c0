const DAY_MS = 24 * 3600_000;

/** Today's date in a zone, `2026-11-21`. @internal */
export function localToday(zone: string, now: number = Date.now()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(
    new Date(now),
  );
}

/** The date so many days before another. @internal */
export function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * DAY_MS).toISOString().slice(0, 10);
}

/** The last of some dates; those that are undefined don't count. @internal */
export function lastOf(dates: Array<string | undefined>): string {
  return dates
    .filter(date => date !== undefined)
    .sort()
    .at(-1)!;
}
