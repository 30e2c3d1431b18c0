import type { LogHistory } from './logHistory';

/** How near to what is promised it is looked at more closely: this part of it. */
const NEAR = 0.2;
/** What is known to the second needs no closer look, in milliseconds. */
const EXACT_MS = 2_000;

/** When a message was written: between these, milliseconds since 1970. @internal */
export type WrittenBetween = { after: number; before: number };

/**
 * When the oldest unread message was written, if that has to be known more exactly: how long it has waited may be within 20 % of what is
 * promised, and readings of the log's end leave more than two seconds open.
 *
 * A message that was written before the log was first read may be of any age; nobody needs to know one that is far beyond the bound.
 *
 * @param options - `position`: the oldest offset that is left to read; `history`: with the log's end of `now`; `maxSeconds`: what is promised
 * @internal
 */
export function nearBound(options: {
  position: number;
  history: LogHistory;
  now: number;
  maxSeconds: number;
}): WrittenBetween | undefined {
  const { history, maxSeconds, now, position } = options;
  const oldest = now - maxSeconds * 1000 * (1 + NEAR);
  const youngest = now - maxSeconds * 1000 * (1 - NEAR);
  const next = history.findIndex(point => point[0] > position);
  if (next < 0) return undefined;
  const before = history[next][1];
  const after = next === 0 ? Math.min(oldest, before) : history[next - 1][1];
  const isOpen = before - after > EXACT_MS;
  return isOpen && after <= youngest && before >= oldest
    ? { after, before }
    : undefined;
}
