/**
 * What is known of one partition of a group.
 *
 * - `read` it was read, and `lag` is what is left to read
 * - `never-committed` there is nothing to measure from, so there is no lag: not 0, and not the length of the log
 * - `beyond-end` it committed past the end of the log: the topic was made again, or its log was cut
 * - `behind-start` what it would read next was deleted before it was read
 * - `unknown` it couldn't be read
 *
 * @internal
 */
export type OffsetCondition =
  | 'read'
  | 'never-committed'
  | 'beyond-end'
  | 'behind-start'
  | 'unknown';

/** How far behind a group is in one partition, in messages. @internal */
export type OffsetLag = {
  condition: OffsetCondition;
  /**
   * What is left to read, from 0 on; null where it can't be told. An upper bound: offsets that compaction emptied, and markers of
   * transactions, count like messages.
   */
  lag: number | null;
  /** Messages that were deleted before they were read. */
  lost: number;
};

const UNKNOWN: OffsetLag = { condition: 'unknown', lag: null, lost: 0 };

/**
 * Reads a committed offset against the log: never negative, and no giant lag for a group that never committed.
 *
 * @param options - `committed`: the offset read next, null: it never committed (the broker answers −1), undefined: it couldn't be read;
 *   `end`: the offset that the next message gets; `start`: the oldest offset there is, undefined where it isn't known
 * @internal
 */
export function readOffset(options: {
  committed: number | null | undefined;
  end: number | undefined;
  start?: number;
}): OffsetLag {
  const { committed, end, start = 0 } = options;
  if (committed === undefined) return UNKNOWN;
  if (committed === null || committed < 0) {
    return { condition: 'never-committed', lag: null, lost: 0 };
  }
  if (end === undefined || end < 0) return UNKNOWN;
  if (committed > end) return { condition: 'beyond-end', lag: null, lost: 0 };
  // A start that was read in an earlier sweep may be ahead of an end that was read from another replica.
  const first = Math.min(start, end);
  if (committed < first) {
    return {
      condition: 'behind-start',
      lag: end - first,
      lost: first - committed,
    };
  }
  return { condition: 'read', lag: end - committed, lost: 0 };
}
