import type { TaskInstance } from '@sluice/plugin-pipelines-common';

/** Where a task's bar stands, as shares of the whole width, and the same in seconds for words. */
export type TaskBar = {
  left: number;
  width: number;
  /** After the first task started. */
  startSeconds: number;
  durationSeconds: number;
};

/** The least share of the width that can still be seen. */
const LEAST_WIDTH = 0.006;

/**
 * A bar for each task in the order given; none for a task that has not started.
 *
 * @param tasks - their times; one that has not ended reaches to `now`
 * @param now - epoch milliseconds
 * @internal
 */
export function waterfall(
  tasks: Pick<TaskInstance, 'startedAt' | 'endedAt'>[],
  now: number,
): (TaskBar | undefined)[] {
  const spans = tasks.map(({ startedAt, endedAt }) => {
    if (!startedAt) return undefined;
    const start = Date.parse(startedAt);
    // A source whose clock runs ahead may name a start that is yet to come.
    return { start, end: Math.max(start, endedAt ? Date.parse(endedAt) : now) };
  });
  const known = spans.filter(span => span !== undefined);
  const first = Math.min(...known.map(span => span.start));
  const whole = Math.max(...known.map(span => span.end)) - first;
  return spans.map(span => {
    if (!span) return undefined;
    const share = whole > 0 ? (span.end - span.start) / whole : 1;
    const width = Math.max(LEAST_WIDTH, share);
    const left = whole > 0 ? (span.start - first) / whole : 0;
    return {
      left: Math.min(left, 1 - width),
      width,
      startSeconds: (span.start - first) / 1000,
      durationSeconds: (span.end - span.start) / 1000,
    };
  });
}
