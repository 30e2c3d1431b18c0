import { setImmediate } from 'node:timers/promises';

/**
 * The most rows that one statement writes or names: SQLite refuses inserts of more than 500.
 *
 * @internal
 */
export const SLICE_ROWS = 400;

/**
 * Cuts `items` into slices, and lets timers and requests in between them: SQLite's driver is synchronous, so long work
 * in one go would stop the whole backend.
 *
 * @internal
 */
export async function* slices<T>(
  items: readonly T[],
  size: number = SLICE_ROWS,
): AsyncGenerator<T[]> {
  for (let start = 0; start < items.length; start += size) {
    if (start > 0) await setImmediate();
    yield items.slice(start, start + size);
  }
}
