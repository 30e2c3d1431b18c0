/** A figure at a time; undefined where it isn't known. @internal */
export type SparkValue = { at: string; value: number | undefined };

/**
 * Figures over time as lines within a box: a new one begins after each gap, since a gap isn't a way between its ends.
 *
 * @param values - the oldest first
 * @param box - pixels; `min` and `max` are the values of its lower and upper edge
 * @returns one line each, as the `points` of an SVG polyline
 * @internal
 */
export function sparkPoints(
  values: readonly SparkValue[],
  box: { width: number; height: number; min: number; max: number },
): string[] {
  const { height, max, min, width } = box;
  const from = Date.parse(values[0]?.at ?? '');
  const span = Date.parse(values.at(-1)?.at ?? '') - from;
  const rise = max - min;
  const x = (at: string) =>
    span > 0 ? ((Date.parse(at) - from) / span) * width : width;
  const y = (value: number) =>
    rise > 0
      ? height - ((Math.min(max, Math.max(min, value)) - min) / rise) * height
      : height / 2;
  const lines: string[][] = [[]];
  for (const { at, value } of values) {
    if (value === undefined) lines.push([]);
    else lines.at(-1)!.push(`${round(x(at))},${round(y(value))}`);
  }
  return lines
    .filter(points => points.length > 0)
    .map(points =>
      // A point alone would be no line: it is drawn as a short one.
      (points.length > 1 ? points : [points[0], points[0]]).join(' '),
    );
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
