import type { TopicReading } from '@sluice/plugin-pipelines-node';
import type { LogHistory } from '../health/logHistory';

const HOUR_MS = 3600_000;
/** A partition that gets so many times its even share is hot … */
const HOT_FACTOR = 2;
/** … if at least so many messages came in: of few, chance puts most in one. */
const HOT_FROM = 100;

/** One partition of a topic. @internal */
export type TopicPartition = {
  partition: number;
  /** null: none. */
  leader: number | null;
  replicas: number;
  inSync: number;
  /** Offsets; null: not known. */
  start: number | null;
  end: number | null;
  /** Messages a second over the last hour, or as long as it was watched; null: not known. */
  inPerSecond: number | null;
};

/** What is in a topic, and what came in. @internal */
export type TopicState = {
  /** An upper bound where compaction or transactions leave gaps; null: not known. */
  messages: number | null;
  inPerSecond: number | null;
  /** Null while it was watched for less than an hour. */
  inLastHour: number | null;
  /** The partition that gets at least twice its even share. */
  hot: { partition: number; share: number } | null;
  partitions: TopicPartition[];
};

/** What is remembered of the log of one partition. @internal */
export type TopicLog = { start?: number; history: LogHistory };

/**
 * What is in a topic, by what is remembered of its logs.
 *
 * @param options - `at`: milliseconds since 1970
 * @internal
 */
export function topicState(options: {
  reading: TopicReading;
  logOf: (partition: number) => TopicLog | undefined;
  at: number;
}): TopicState {
  const { at, logOf, reading } = options;
  const came = new Map<number, { messages: number; seconds: number }>();
  const partitions = (reading.layout ?? []).map((place): TopicPartition => {
    const log = logOf(place.partition);
    const end = log?.history.at(-1)?.[0] ?? null;
    const inflow = inflowOf(log?.history ?? [], at);
    if (inflow) came.set(place.partition, inflow);
    return {
      ...place,
      start: log?.start ?? null,
      end,
      inPerSecond: inflow ? inflow.messages / inflow.seconds : null,
    };
  });
  const isKnown = partitions.length > 0;
  const hasRates = isKnown && came.size === partitions.length;
  const all = [...came.values()];
  const wholeHour =
    hasRates && all.every(each => each.seconds * 1000 >= HOUR_MS);
  const total = all.reduce((sum, each) => sum + each.messages, 0);
  return {
    messages:
      isKnown && partitions.every(p => p.start !== null && p.end !== null)
        ? partitions.reduce((n, p) => n + Math.max(0, p.end! - p.start!), 0)
        : null,
    inPerSecond: hasRates
      ? partitions.reduce((sum, p) => sum + p.inPerSecond!, 0)
      : null,
    inLastHour: wholeHour ? Math.round(total) : null,
    hot: hasRates ? hottest(came, total) : null,
    partitions,
  };
}

/** What came in over the last hour, or since the log was first seen. */
function inflowOf(
  history: LogHistory,
  at: number,
): { messages: number; seconds: number } | undefined {
  const last = history.at(-1);
  const [first] = history;
  if (!last || first[1] >= at) return undefined;
  const from = Math.max(at - HOUR_MS, first[1]);
  const messages = Math.max(0, last[0] - endAt(history, from));
  return { messages, seconds: (at - from) / 1000 };
}

/** Where the log ended at a time within its history, if it grew evenly from one point to the next. */
function endAt(history: LogHistory, time: number): number {
  const next = history.findIndex(point => point[1] > time);
  if (next < 0) return history[history.length - 1][0];
  const [left, right] = [history[Math.max(0, next - 1)], history[next]];
  if (right[1] === left[1]) return left[0];
  const part = (time - left[1]) / (right[1] - left[1]);
  return left[0] + part * (right[0] - left[0]);
}

function hottest(
  came: ReadonlyMap<number, { messages: number }>,
  total: number,
): TopicState['hot'] {
  if (came.size < 2 || total < HOT_FROM) return null;
  let hot: TopicState['hot'] = null;
  for (const [partition, { messages }] of came) {
    const share = messages / total;
    const isHot = share >= HOT_FACTOR / came.size && share > (hot?.share ?? 0);
    if (isHot) hot = { partition, share };
  }
  return hot;
}
