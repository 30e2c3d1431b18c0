import type { WantedTime } from '@sluice/plugin-pipelines-node';
import type {
  AskedPartition,
  Cluster,
  KafkaClient,
  LogOffset,
} from '../client/KafkaClient';
import { byLeader } from './plan';

/** A time that is known so exactly is known, in milliseconds. */
const EXACT_MS = 1_000;
/** Clocks of producers and brokers differ, and a message may wait before it is sent. */
const SKEW_MS = 2_000;
/** So many rounds of requests at most: enough for a range of hours. */
const MAX_ROUNDS = 16;
/** So many messages at most; those after them keep what readings of the log's end tell. */
const MAX_WANTED = 500;

/** A message whose time is being looked for: it was written in [from, to). */
type Search = WantedTime & { from: number; to: number; first: boolean };

/**
 * When messages were written, to the second, without reading one: brokers tell the first message since a time, so a few rounds halve the range in
 * which a message can have been written until it is a second wide. One request a round and broker, however many messages. The time is
 * the one that topic and producer agreed on (`message.timestamp.type`).
 *
 * @returns milliseconds since 1970 by `topic/partition/offset`; without those of which clocks disagree, or that couldn't be asked
 * @internal
 */
export async function writtenTimes(options: {
  client: KafkaClient;
  cluster: Cluster;
  wanted: readonly WantedTime[];
}): Promise<Map<string, number>> {
  const { client, cluster, wanted } = options;
  const nodes = new Map(cluster.nodes.map(node => [node.nodeId, node]));
  const found = new Map<string, number>();
  let open = wanted.slice(0, MAX_WANTED).map(
    (each): Search => ({
      ...each,
      from: Date.parse(each.after) - SKEW_MS,
      to: Date.parse(each.before) + SKEW_MS,
      first: true,
    }),
  );
  for (let round = 0; round < MAX_ROUNDS && open.length > 0; round++) {
    // A request takes a partition once: of several messages of one the others wait for the next round.
    const asked = new Map<string, Search>();
    for (const search of open) {
      const key = partitionOf(search);
      if (!asked.has(key)) asked.set(key, search);
    }
    const plan = byLeader(cluster, asked.values());
    const answers = new Map<string, LogOffset>();
    await Promise.all(
      [...plan.byLeader].map(async ([nodeId, partitions]) => {
        const questions = partitions.map((partition: AskedPartition) => ({
          ...partition,
          since: middleOf(asked.get(partitionOf(partition))!),
        }));
        const own = await client
          .firstSince(nodes.get(nodeId)!, questions)
          .catch(() => []);
        for (const each of own) answers.set(partitionOf(each), each);
      }),
    );
    const still: Search[] = [];
    for (const search of open) {
      const key = partitionOf(search);
      if (asked.get(key) !== search) {
        still.push(search);
        continue;
      }
      const next = narrowed(search, answers.get(key));
      if (next === undefined) continue;
      if (typeof next === 'number') found.set(messageKey(search), next);
      else still.push(next);
    }
    open = still;
  }
  return found;
}

/** The name of a message in the answer of {@link writtenTimes}. @internal */
export function messageKey(message: {
  topic: string;
  partition: number;
  offset: number;
}): string {
  return `${partitionOf(message)}/${message.offset}`;
}

/** The first question is whether the message is in the range at all. */
function middleOf({ first, from, to }: Search): number {
  return first ? from : (from + to) / 2;
}

/** What an answer leaves: a smaller range, the time, or nothing where it contradicts. */
function narrowed(
  search: Search,
  answer: LogOffset | undefined,
): Search | number | undefined {
  if (!answer || answer.code) return undefined;
  const since = middleOf(search);
  const { offset, timestamp } = answer;
  if (offset === search.offset) return timestamp;
  const isAfter = offset < 0 || offset > search.offset;
  if (search.first && isAfter) return undefined;
  const next = isAfter
    ? { ...search, to: since }
    : { ...search, first: false, from: Math.max(since, timestamp) };
  if (next.to <= next.from) return undefined;
  return next.to - next.from > EXACT_MS ? next : (next.from + next.to) / 2;
}

function partitionOf(each: { topic: string; partition: number }): string {
  return `${each.topic}/${each.partition}`;
}
