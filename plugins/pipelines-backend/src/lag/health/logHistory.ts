/** Where a log ended at a moment: the offset that the next message got, and milliseconds since 1970. @internal */
export type LogPoint = readonly [offset: number, at: number];

/**
 * Where the log of a partition ended over time: times ascend, offsets never go back, and an offset at which the log rested has two
 * points, the first and the last time that it was seen there.
 *
 * @internal
 */
export type LogHistory = readonly LogPoint[];

/** More are thinned out. It keeps the memory and the rows of a thousand partitions small, and a lag of hours tellable. @internal */
export const MAX_POINTS = 60;

/**
 * Adds a reading of a log's end.
 *
 * A reading that is older than the newest is left out. An end that went back (a leader that knew less took over, a log was cut) takes
 * what was known beyond it away: those messages never were, or were others. After the look-up table of kafka-lag-exporter, with that
 * fixed: it drops the reading, and tells the past of a cut log for ever.
 *
 * @returns a new history; at most {@link MAX_POINTS} long
 * @internal
 */
export function addPoint(history: LogHistory, point: LogPoint): LogHistory {
  const [offset, at] = point;
  const newest = history.at(-1);
  if (newest && newest[1] >= at) return history;
  const kept = history.filter(known => known[0] <= offset);
  const rests = kept.at(-1)?.[0] === offset && kept.at(-2)?.[0] === offset;
  const next = [...(rests ? kept.slice(0, -1) : kept), point];
  return next.length > MAX_POINTS ? thin(next) : next;
}

/**
 * Puts in what the newest message tells: the log came to `offset` + 1 when it was written. So a lag is known from the first sweep on, and
 * of a topic at rest at once.
 *
 * A time that doesn't fit (a producer's clock, a message that was written late) is left out.
 *
 * @param newest - the newest message, and milliseconds since 1970
 * @internal
 */
export function addNewest(
  history: LogHistory,
  newest: { offset: number; at: number },
): LogHistory {
  const point: LogPoint = [newest.offset + 1, newest.at];
  const place = history.findIndex(known => known[1] >= point[1]);
  const index = place < 0 ? history.length : place;
  const before = history[index - 1];
  const after = history[index];
  // Without a reading of our own after it, the clock of the producer would be all that there is.
  if (!after || after[0] < point[0] || after[1] === point[1]) return history;
  if (before && before[0] >= point[0]) return history;
  // The first time that the log was seen at rest there is no longer the first.
  const rests = after[0] === point[0] && history[index + 1]?.[0] === point[0];
  const later = history.slice(rests ? index + 1 : index);
  const next = [...history.slice(0, index), point, ...later];
  return next.length > MAX_POINTS ? thin(next) : next;
}

/**
 * Leaves one point out: the one that the line between its neighbours misses by the smallest part of its age. So what is recent stays
 * exact, what is old gets coarser, and how far back it reaches doubles again and again.
 */
function thin(history: LogHistory): LogHistory {
  const now = history[history.length - 1][1];
  let least = Infinity;
  let drop = 1;
  for (let i = 1; i < history.length - 1; i++) {
    const [offset, at] = history[i];
    const missed =
      Math.abs(at - timeOn(history[i - 1], history[i + 1], offset)) /
      (now - at + 1);
    if (missed < least) {
      least = missed;
      drop = i;
    }
  }
  return history.filter((_, i) => i !== drop);
}

/** When the log came to `offset`, if it grew evenly from one point to the next. @internal */
export function timeOn(
  left: LogPoint,
  right: LogPoint,
  offset: number,
): number {
  const grown = right[0] - left[0];
  // The log rested: the message came after the last time that it was seen there.
  if (grown === 0) return right[1];
  return right[1] - ((right[0] - offset) * (right[1] - left[1])) / grown;
}
