/**
 * From when on runs are read. Airflow can filter by `updated_at` but doesn't show it, so what was seen last can't be told
 * from the runs: the watermark is the server's clock at the start of the last sweep that reached its end.
 */

/**
 * How far each sweep reaches back over the one before: for transactions that were open while it read, and for schedulers
 * whose clocks differ.
 */
export const OVERLAP_MS = 2 * 60_000;

const DAY_MS = 24 * 60 * 60_000;

/**
 * The instant from which a sweep reads.
 *
 * A watermark ahead of the server's clock, left by a clock that was set right since, counts as now: else nothing would be
 * read until the time has come.
 *
 * @param options - `watermark`: undefined on the first sweep, which reads `historyDays` back
 * @internal
 */
export function readsSince(options: {
  watermark?: Date;
  serverNow: Date;
  historyDays: number;
}): Date {
  const { watermark, serverNow, historyDays } = options;
  if (!watermark) return new Date(serverNow.getTime() - historyDays * DAY_MS);
  return new Date(
    Math.min(watermark.getTime(), serverNow.getTime()) - OVERLAP_MS,
  );
}

/**
 * The server's clock against ours.
 *
 * @param options - `localStart`, `localEnd`: our clock around the request. A `Date` header is cut to the second, so it
 *   stands for the half second after.
 * @returns seconds that the server is ahead
 * @internal
 */
export function clockSkewSeconds(options: {
  serverTime: Date;
  localStart: Date;
  localEnd: Date;
}): number {
  const local = (options.localStart.getTime() + options.localEnd.getTime()) / 2;
  return (options.serverTime.getTime() + 500 - local) / 1000;
}
