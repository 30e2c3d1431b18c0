import { createLTTB } from 'downsample';

/** A point of a series of lag. @internal */
export type LagPoint = {
  /** Milliseconds since 1970. */
  at: number;
  /** null: unknown. */
  lag: number | null;
  seconds: number | null;
};

/**
 * Leaves so many points out that a chart can show the rest, by Largest Triangle Three Buckets (Steinarsson 2013): peaks stay. Messages and
 * seconds are two lines with peaks of their own, so each keeps its own points, and the result has up to twice as many. Where a line is
 * unknown the first and the last point of the gap stay, so that no line is drawn across it.
 *
 * @param points - ascending in time
 * @param limit - points of each line, at least 3
 * @internal
 */
export function downsample<T extends LagPoint>(
  points: readonly T[],
  limit: number,
): T[] {
  if (points.length <= limit) return [...points];
  const kept = new Set<T>();
  for (const line of ['lag', 'seconds'] as const) {
    const known = points.filter(point => point[line] !== null);
    const lttb = createLTTB<T>({ x: p => p.at, y: p => p[line]! });
    const few = known.length > limit ? lttb(known, limit) : known;
    for (let i = 0; i < few.length; i++) kept.add(few[i]);
    points.forEach((point, i) => {
      const gap = point[line] === null;
      const opens = gap && points[i - 1]?.[line] !== null;
      const closes = gap && points[i + 1]?.[line] !== null;
      if (opens || closes) kept.add(point);
    });
  }
  return points.filter(point => kept.has(point));
}
