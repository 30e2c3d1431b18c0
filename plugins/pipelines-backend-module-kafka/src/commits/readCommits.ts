import type { PartitionCommits } from '@sluice/plugin-pipelines-node';
import type {
  AskedRecords,
  Cluster,
  ClusterTopic,
  KafkaClient,
  Node,
} from '../client/KafkaClient';
import { OFFSETS_TOPIC, Tail } from './Tail';
import type { TailCursor } from './tailCursor';

/** So much is fetched of a broker at once, and held until it is read. */
const MAX_BYTES = 1024 * 1024;
/** So often a broker is asked in one sweep. What is left waits for the next. */
const MAX_ROUNDS = 8;

/** What groups committed since the sweep before. @internal */
export type ReadCommits = {
  /** Where the next sweep goes on; undefined: nothing can be read. */
  cursor: TailCursor | undefined;
  /** Groups that committed something. */
  active: Set<string>;
  /** What a group committed in one partition; undefined where its commits aren't read. */
  of(
    group: string,
    topic: string,
    partition: number,
  ): PartitionCommits | undefined;
  /** The partitions in which a group committed something. */
  partitionsOf(group: string): Array<{ topic: string; partition: number }>;
  /** What couldn't be read, in words. */
  problems: string[];
};

/**
 * Reads the commits of all groups from where the sweep before ended: one request a broker while nothing is behind, eight at most. What a broker
 * hands over is read at once and dropped; of each partition of a group the last ten commits are kept, so what is held is a megabyte a
 * broker and what the sweep holds anyway.
 *
 * It begins at the end, so that of a group at rest nothing is known at first. A partition of `__consumer_offsets` that moved, that may not be read
 * or whose records can't be understood costs the commits of its groups, and nothing else.
 *
 * A transaction that stays open hides what comes after it: while nothing moves for that, nothing is taken for up to date.
 *
 * @param options - `nodes`: ids of the brokers that listed their groups; `cursor`: where the sweep before ended; `groups`: those that are read,
 *   `readsTopic`: and of which topics
 * @internal
 */
export async function readCommits(options: {
  client: KafkaClient;
  cluster: Cluster;
  nodes: ReadonlySet<number>;
  cursor: TailCursor | undefined;
  groups: ReadonlySet<string>;
  readsTopic: (topic: string) => boolean;
  now: () => Date;
}): Promise<ReadCommits> {
  const { client, cluster, groups } = options;
  const topic = cluster.topics.find(({ name }) => name === OFFSETS_TOPIC);
  if (!topic?.topicId) {
    const why = topic
      ? 'the cluster is too old to be read by topic ids (Apache Kafka 3.1 or newer is needed)'
      : `not authorised to read them (ACL: Read on Topic ${OFFSETS_TOPIC})`;
    // Nobody has committed anything where nobody is.
    return nothing(groups.size > 0 ? [`commits: ${why}`] : []);
  }
  const { topicId } = topic;
  const before = options.cursor;
  const tail = new Tail({
    ...options,
    partitions: topic.partitions.length,
    positions: before?.topicId === topicId ? before.positions : new Map(),
  });
  await Promise.all(
    cluster.nodes
      .filter(({ nodeId }) => options.nodes.has(nodeId))
      .map(async node => {
        const led = topic.partitions.filter(p => p.leader === node.nodeId);
        if (led.length === 0) return;
        try {
          await readNode({ client, node, topicId, led, tail });
        } catch (error) {
          tail.problems.add(`commits: ${(error as Error).message}`);
        }
      }),
  );
  return {
    cursor: { topicId, positions: tail.positions },
    active: tail.active,
    of: (...key) => tail.of(...key),
    partitionsOf: group => tail.partitionsOf(group),
    problems: [...tail.problems],
  };
}

function nothing(problems: string[]): ReadCommits {
  return {
    cursor: undefined,
    active: new Set(),
    of: () => undefined,
    partitionsOf: () => [],
    problems,
  };
}

/** Reads what one broker leads. */
async function readNode(options: {
  client: KafkaClient;
  node: Node;
  topicId: string;
  led: ClusterTopic['partitions'];
  tail: Tail;
}): Promise<void> {
  const { client, led, node, tail, topicId } = options;
  const fresh = led.filter(({ partition }) => !tail.positions.has(partition));
  if (fresh.length > 0) {
    const asked = fresh.map(({ leaderEpoch, partition }) => ({
      topic: OFFSETS_TOPIC,
      partition,
      leaderEpoch,
    }));
    for (const each of await client.logOffsets(node, 'end', asked)) {
      if (each.code) tail.failed(each.partition, each.code);
      else tail.begin(each.partition, each.offset);
    }
  }
  let open: AskedRecords[] = led.flatMap(({ leaderEpoch, partition }) => {
    const position = tail.positions.get(partition);
    if (!position) return [];
    return [{ partition, leaderEpoch, offset: position.offset }];
  });
  for (let round = 0; round < MAX_ROUNDS && open.length > 0; round++) {
    const answers = await client.records(node, { topicId }, open, MAX_BYTES);
    const answered = new Map(answers.map(each => [each.partition, each]));
    const left = open.flatMap((asked, i) => {
      const answer = answered.get(asked.partition);
      // There was room for the first one: if nothing came, nothing is there.
      const isDone = !answer || tail.take(answer, i === 0);
      if (isDone) return [];
      const { offset } = tail.positions.get(asked.partition)!;
      return [{ ...asked, offset }];
    });
    // The others are to have a turn as well.
    open = [...left.slice(1), ...left.slice(0, 1)];
  }
  for (const { partition } of open) tail.isBehind(partition);
}
