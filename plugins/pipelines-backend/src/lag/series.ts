import { LAG_STATUSES, type LagStatus } from '@sluice/plugin-pipelines-common';
import { downsample } from './downsample';
import type { StoredHour } from './lagRecords';
import { unpackMinutes } from './minutes';

/** How far behind a group was at a point of a chart. @internal */
export type SeriesPoint = {
  /** When the minute or hour begins, milliseconds since 1970. */
  at: number;
  lag: number | null;
  seconds: number | null;
  inPerSecond: number | null;
  outPerSecond: number | null;
  status: LagStatus;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 3600_000;

/**
 * The series of a chart from the hours of a group. An hour whose minutes were rolled up is one point. Where nothing was read for longer
 * than a step there is a point that knows nothing, so that no line is drawn across.
 *
 * @param options - `hours`: oldest first; `step`: of what a point is; `from`, `to`: milliseconds since 1970, `to` is exclusive; `limit`:
 *   points of each line
 * @internal
 */
export function seriesOf(options: {
  hours: readonly StoredHour[];
  step: 'minute' | 'hour';
  from: number;
  to: number;
  limit: number;
}): SeriesPoint[] {
  const { from, hours, limit, step, to } = options;
  const points = hours
    .flatMap(hour => pointsOf(hour, step))
    .filter(({ at }) => at >= from && at < to);
  return downsample(withGaps(points, step), limit);
}

function pointsOf(hour: StoredHour, step: 'minute' | 'hour'): SeriesPoint[] {
  const start = Date.parse(hour.hour);
  const point = (at: number, values: Omit<StoredHour, 'hour' | 'minutes'>) => ({
    at,
    lag: values.lag,
    seconds: values.seconds,
    inPerSecond: values.inPerSecond,
    outPerSecond: values.outPerSecond,
    status: LAG_STATUSES[values.statusRank] ?? 'unknown',
  });
  if (step === 'hour' || hour.minutes === null) return [point(start, hour)];
  return unpackMinutes(hour.minutes).map(minute =>
    point(start + minute.minute * MINUTE_MS, minute),
  );
}

function withGaps(
  points: readonly SeriesPoint[],
  step: 'minute' | 'hour',
): SeriesPoint[] {
  const stepMs = step === 'minute' ? MINUTE_MS : HOUR_MS;
  return points.flatMap((point, i) => {
    const next = points[i + 1];
    // A reading may slip into the minute after its own: one step without any is no gap.
    if (!next || next.at - point.at <= 2 * stepMs) return [point];
    return [point, nothingAt(point.at + stepMs)];
  });
}

function nothingAt(at: number): SeriesPoint {
  return {
    at,
    lag: null,
    seconds: null,
    inPerSecond: null,
    outPerSecond: null,
    status: 'unknown',
  };
}
