import { type LogHistory, timeOn } from './logHistory';

/** How far behind in time. @internal */
export type TimeLag = {
  /** Seconds since the oldest unread message was written; null where it can't be told. */
  seconds: number | null;
  /** Where it can't be told: at least so many seconds. Otherwise the same as `seconds`. */
  atLeastSeconds: number | null;
};

/**
 * How long the oldest unread message has waited: when the log came to the offset that is read next, by interpolation of where it ended over time
 * (kafka-lag-exporter's look-up table). Within the time between two readings the log counts as having grown evenly, so
 * the error is one interval at most, however bursty the traffic.
 *
 * What lies before the history is unknown, with a lower bound: the length of the table is no ceiling.
 *
 * @param options - `lag` in messages, null: unknown; `position`: the oldest offset that is left to read; `now` in milliseconds since 1970
 * @internal
 */
export function lagSeconds(options: {
  lag: number | null;
  position: number;
  history: LogHistory;
  now: number;
  /** When the message at `position` was written, where that was asked for. */
  writtenAt?: number;
}): TimeLag {
  const { history, lag, now, position, writtenAt } = options;
  if (lag === 0) return { seconds: 0, atLeastSeconds: 0 };
  if (lag === null) return { seconds: null, atLeastSeconds: null };
  const since = (at: number) => Math.max(0, now - at) / 1000;
  if (writtenAt !== undefined) {
    return { seconds: since(writtenAt), atLeastSeconds: since(writtenAt) };
  }
  const after = history.findIndex(point => point[0] > position);
  // The log's end of this sweep is in the history, so there is one after; a history that says otherwise says nothing.
  if (after < 0) return { seconds: null, atLeastSeconds: null };
  if (after === 0) {
    return { seconds: null, atLeastSeconds: since(history[0][1]) };
  }
  const seconds = since(timeOn(history[after - 1], history[after], position));
  return { seconds, atLeastSeconds: seconds };
}
