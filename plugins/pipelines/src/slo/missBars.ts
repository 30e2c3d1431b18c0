import type { MissAttribution } from '@sluice/plugin-pipelines-common';

/** One pipeline of the path as a bar: shares of the whole width. @internal */
export type MissBar = { left: number; width: number };

/** What isn't done is drawn so far past the due time at most, in milliseconds: weeks of waiting would leave no room for the rest. */
const OPEN_REACH_MS = 2 * 3600_000;

/** The least share of the width that can still be seen. */
const LEAST_WIDTH = 0.01;

/**
 * The hops of a miss on one time scale, from the first start to the last end, which reaches to the due time at least.
 *
 * @param now - epoch milliseconds: a hop that isn't done reaches to it, or to two hours past the due time if that is earlier
 * @returns a bar a hop, undefined for one that never started; and where it was due, as a share of the width
 * @internal
 */
export function missBars(
  { dueAt, hops }: Pick<MissAttribution, 'dueAt' | 'hops'>,
  now: number,
): { bars: Array<MissBar | undefined>; due: number } {
  const due = Date.parse(dueAt);
  const open = Math.min(now, due + OPEN_REACH_MS);
  const spans = hops.map(({ startedAt, finishedAt }) => {
    if (!startedAt) return undefined;
    const start = Date.parse(startedAt);
    return {
      start,
      end: Math.max(start, finishedAt ? Date.parse(finishedAt) : open),
    };
  });
  const known = spans.filter(span => span !== undefined);
  const first = Math.min(due, ...known.map(span => span.start));
  const last = Math.max(due, ...known.map(span => span.end));
  const whole = Math.max(1, last - first);
  return {
    due: (due - first) / whole,
    bars: spans.map(
      span =>
        span && {
          left: Math.min((span.start - first) / whole, 1 - LEAST_WIDTH),
          width: Math.max((span.end - span.start) / whole, LEAST_WIDTH),
        },
    ),
  };
}
