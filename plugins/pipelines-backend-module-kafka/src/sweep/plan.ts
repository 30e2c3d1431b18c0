import type {
  AskedPartition,
  Cluster,
  ClusterTopic,
  ListedGroup,
} from '../client/KafkaClient';

/** Which groups and topics are read. Undefined: all. @internal */
export type Filters = {
  groups: { include?: RegExp; exclude?: RegExp };
  topics: { include?: RegExp; exclude?: RegExp };
};

/** Whether a name passes. @internal */
export function passes(
  name: string,
  { exclude, include }: { include?: RegExp; exclude?: RegExp },
): boolean {
  return (include?.test(name) ?? true) && !(exclude?.test(name) ?? false);
}

/** How the groups of our replays begin. */
const REPLAY_GROUPS = 'sluice-replay-';

/** A group, and the broker that coordinates it. @internal */
export type CoordinatedGroup = ListedGroup & { nodeId: number };

/**
 * The groups to read. A broker lists those that it coordinates, so nobody has to be asked for coordinators. Workers of Kafka Connect and
 * share groups have no offsets of their own and are left out. While a coordinator moves two brokers may list a group: the later one counts.
 *
 * @internal
 */
export function groupsToRead(
  listed: ReadonlyMap<number, readonly ListedGroup[]>,
  filters: Filters,
): CoordinatedGroup[] {
  const groups = new Map<string, CoordinatedGroup>();
  for (const [nodeId, list] of listed) {
    for (const each of list) {
      const isConsumer =
        each.type === 'consumer' ||
        (each.type === 'classic' &&
          (each.protocolType === 'consumer' || each.protocolType === ''));
      // Those in which our own replays keep how far they are are nobody's consumers.
      const isOurs = each.group.startsWith(REPLAY_GROUPS);
      if (isConsumer && !isOurs && passes(each.group, filters.groups)) {
        groups.set(each.group, { ...each, nodeId });
      }
    }
  }
  return [...groups.values()];
}

/** The groups of each broker, one request a broker. @internal */
export function byCoordinator(
  groups: readonly CoordinatedGroup[],
  type?: ListedGroup['type'],
): Map<number, string[]> {
  const byNode = new Map<number, string[]>();
  for (const { group, nodeId, type: own } of groups) {
    if (type !== undefined && own !== type) continue;
    byNode.set(nodeId, [...(byNode.get(nodeId) ?? []), group]);
  }
  return byNode;
}

/** Partitions by the broker that leads them, and those that nobody can be asked about. @internal */
export type LeaderPlan = {
  byLeader: Map<number, AskedPartition[]>;
  /** Why, by `topic/partition`. */
  unread: Map<string, string>;
};

/**
 * Whom to ask where the logs of partitions end: the leader of each, in one request a broker.
 *
 * @param wanted - partitions of which somebody wants to know
 * @internal
 */
export function byLeader(
  cluster: Cluster,
  wanted: Iterable<{ topic: string; partition: number }>,
): LeaderPlan {
  const topics = new Map<
    string,
    Map<number, ClusterTopic['partitions'][number]>
  >();
  for (const topic of cluster.topics) {
    topics.set(
      topic.name,
      new Map(topic.partitions.map(p => [p.partition, p])),
    );
  }
  const nodes = new Set(cluster.nodes.map(n => n.nodeId));
  const plan: LeaderPlan = { byLeader: new Map(), unread: new Map() };
  const seen = new Set<string>();
  for (const { partition, topic } of wanted) {
    const key = `${topic}/${partition}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const partitions = topics.get(topic);
    const known = partitions?.get(partition);
    if (!partitions) {
      plan.unread.set(key, 'the topic was deleted, or may not be described');
    } else if (!known) {
      plan.unread.set(key, `the topic has ${partitions.size} partitions`);
    } else if (known.leader < 0 || !nodes.has(known.leader)) {
      plan.unread.set(key, 'the partition has no leader now');
    } else {
      const { leader, leaderEpoch } = known;
      const asked = plan.byLeader.get(leader) ?? [];
      asked.push({ topic, partition, leaderEpoch });
      plan.byLeader.set(leader, asked);
    }
  }
  return plan;
}
