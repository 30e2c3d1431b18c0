const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Steps that people count time in, in seconds. */
const STEPS = [
  1,
  2,
  5,
  10,
  15,
  30,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  5 * DAY,
  10 * DAY,
];
const MOST_TICKS = 4;

/**
 * Where an axis of durations has its ticks: at whole minutes, hours or days, not at 2 h 47 min.
 *
 * @param top - the largest value, in seconds
 * @returns seconds, from 0 on, not beyond `top`
 * @internal
 */
export function durationTicks(top: number): number[] {
  const step =
    STEPS.find(each => top / each <= MOST_TICKS) ??
    Math.ceil(top / MOST_TICKS / DAY) * DAY;
  const count = Math.floor(top / step);
  return Array.from({ length: count + 1 }, (_, i) => i * step);
}
