/** An answer older than this is called stale, in milliseconds: two sweeps of a source that reads every minute. @internal */
export const STALE_AFTER_MS = 2 * 60_000;

/**
 * Whether what is shown is too old to be taken for now.
 *
 * @param updatedAt - ISO 8601; when a collector last wrote. Undefined where none ever did: then nothing is stale.
 * @param now - epoch milliseconds
 * @internal
 */
export function isStale(updatedAt: string | undefined, now: number): boolean {
  return (
    updatedAt !== undefined && now - Date.parse(updatedAt) > STALE_AFTER_MS
  );
}
