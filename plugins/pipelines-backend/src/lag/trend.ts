import type { StoredHour } from './lagRecords';
import { unpackMinutes } from './minutes';

/** What of an hour a trend is made of. @internal */
export type TrendHour = Pick<StoredHour, 'hour' | 'lag' | 'minutes'>;

/** Equal steps of time, the first of which begins at `from`. @internal */
export type TrendSteps = {
  /** Milliseconds since 1970. */
  from: number;
  stepMs: number;
  count: number;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 3600_000;

/**
 * The steps that end with the one that a moment is in. They begin at multiples of their length, so that a line doesn't change its shape
 * while nothing happens.
 *
 * @param options - `count`: how many steps make up `hours`; an hour has at most 60 of them
 * @internal
 */
export function stepsUntil(
  now: Date,
  options: { hours: number; count: number },
): TrendSteps {
  const { count, hours } = options;
  const stepMs = Math.ceil((hours * HOUR_MS) / count / MINUTE_MS) * MINUTE_MS;
  const last = Math.floor(now.getTime() / stepMs) * stepMs;
  return { from: last - (count - 1) * stepMs, stepMs, count };
}

/**
 * How far behind a group was in each step: the most messages, null where nobody knows. An hour whose minutes were rolled up counts in each
 * of its steps.
 *
 * @internal
 */
export function trendOf(
  hours: readonly TrendHour[],
  steps: TrendSteps,
): Array<number | null> {
  const values = new Array<number | null>(steps.count).fill(null);
  const stepOf = (at: number) => Math.floor((at - steps.from) / steps.stepMs);
  for (const { hour, lag, minutes } of hours) {
    const start = Date.parse(hour);
    if (minutes === null) {
      const end = Math.min(stepOf(start + HOUR_MS - 1), steps.count - 1);
      for (let i = Math.max(0, stepOf(start)); i <= end; i++) {
        values[i] = most(values[i], lag);
      }
      continue;
    }
    for (const each of unpackMinutes(minutes)) {
      const i = stepOf(start + each.minute * MINUTE_MS);
      if (i >= 0 && i < steps.count) values[i] = most(values[i], each.lag);
    }
  }
  return values;
}

function most(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}
