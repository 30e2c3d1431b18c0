/**
 * A source that can't be read is asked again after at most this long, in seconds, unless its own interval is longer. One request a
 * minute burdens nothing, and until its recovery is seen its pipelines are unknown.
 *
 * @internal
 */
export const MAX_BACKOFF_SECONDS = 60;

/** After so many errors in a row the waits get longer; until then the source is asked at its own interval. @internal */
export const ERRORS_BEFORE_BACKOFF = 3;

/**
 * How long to wait after an error before the source is asked again, in seconds.
 *
 * The first errors cost no wait: an outage must show within two polls, and most outages are short. Then the wait doubles, spread by
 * 10 % so that sources which failed together don't come back together.
 *
 * @param random - between 0 and 1
 * @internal
 */
export function backoffSeconds(options: {
  consecutiveErrors: number;
  intervalSeconds: number;
  random: number;
}): number {
  const { consecutiveErrors, intervalSeconds, random } = options;
  if (consecutiveErrors <= ERRORS_BEFORE_BACKOFF) return 0;
  const doublings = Math.min(consecutiveErrors - ERRORS_BEFORE_BACKOFF, 20);
  const wait = Math.min(
    intervalSeconds * 2 ** doublings,
    Math.max(intervalSeconds, MAX_BACKOFF_SECONDS),
  );
  return wait * (0.9 + 0.1 * random);
}
