/** The first retry comes after this, in milliseconds; each later one after twice as long. */
const FIRST_MS = 10_000;
const LONGEST_MS = 10 * 60_000;
/** After this nobody needs the message any more. In milliseconds. */
const GIVE_UP_MS = 24 * 3600_000;

/**
 * When a message that wasn't taken is tried again.
 *
 * @param failure - `attempts`: with the one that just failed; `retryAfterMs`: what the other side asked for
 * @returns milliseconds from now; undefined: not any more
 * @internal
 */
export function retryInMs(failure: {
  attempts: number;
  ageMs: number;
  isFinal: boolean;
  retryAfterMs?: number;
}): number | undefined {
  const { ageMs, attempts, isFinal, retryAfterMs = 0 } = failure;
  if (isFinal || ageMs >= GIVE_UP_MS) return undefined;
  const doublings = Math.min(Math.max(attempts, 1) - 1, 20);
  const wait = Math.min(FIRST_MS * 2 ** doublings, LONGEST_MS);
  return Math.max(wait, retryAfterMs);
}
