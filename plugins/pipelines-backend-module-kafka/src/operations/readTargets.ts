import { OperationRefusedError } from '@sluice/plugin-pipelines-node';
import { errorWords } from '../client/errorWords';
import type {
  AskedPartition,
  Cluster,
  DescribedGroup,
  FetchedOffsets,
  KafkaClient,
  ListedGroup,
  LogOffset,
  Node,
} from '../client/KafkaClient';
import { byLeader } from '../sweep/plan';

/** A group with the broker that coordinates it. @internal */
export type FoundGroup = {
  group: string;
  node: Node;
  members: DescribedGroup['members'];
  /** As the broker says it. */
  state: string;
  committed: FetchedOffsets['partitions'];
};

/** Where the log of a partition begins and ends, and which broker leads it. @internal */
export type FoundLog = {
  topic: string;
  partition: number;
  node: Node;
  start: number;
  end: number;
};

/**
 * A group as it is now.
 *
 * @throws OperationRefusedError if there is none, or it may not be read; any other error if it can't be told now
 * @internal
 */
export async function findGroup(
  client: KafkaClient,
  cluster: Cluster,
  group: string,
): Promise<FoundGroup> {
  const listed = await whereListed(client, cluster, group);
  if (!listed) {
    throw new OperationRefusedError(
      `There is no consumer group ${group}, or it may not be described`,
    );
  }
  const { node } = listed;
  const [described] =
    listed.type === 'consumer'
      ? await client.describeConsumer(node, [group])
      : await client.describeClassic(node, [group]);
  const [offsets] = await client.offsets(node, [group]);
  for (const { code } of [described, offsets]) refuse(code, group);
  for (const each of offsets.partitions) {
    refuse(each.code, `${group} in ${each.topic}`);
  }
  const { members, state } = described;
  return { group, node, members, state, committed: offsets.partitions };
}

async function whereListed(
  client: KafkaClient,
  cluster: Cluster,
  group: string,
): Promise<(ListedGroup & { node: Node }) | undefined> {
  for (const node of cluster.nodes) {
    const { code, groups } = await client.listGroups(node);
    const found = groups.find(each => each.group === group);
    if (found) return { ...found, node };
    refuse(code, group);
  }
  return undefined;
}

/** Authorisation that is missing stays so; everything else may pass. */
function refuse(code: number, what: string): void {
  if (code === 0) return;
  const message = `${what}: ${errorWords(code)}`;
  throw code === 29 || code === 30 || code === 31
    ? new OperationRefusedError(message)
    : new Error(message);
}

/**
 * Where the logs of topics begin and end now.
 *
 * @throws OperationRefusedError if a topic is missing or may not be described; any other error if a partition has no leader now
 * @internal
 */
export async function readLogs(
  client: KafkaClient,
  cluster: Cluster,
  topics: string[],
): Promise<FoundLog[]> {
  const start = await logOffsets(cluster, topics, (node, asked) =>
    client.logOffsets(node, 'start', asked),
  );
  const end = await logOffsets(cluster, topics, (node, asked) =>
    client.logOffsets(node, 'end', asked),
  );
  const ends = new Map(end.map(each => [keyOf(each), each.offset]));
  return start.map(({ node, offset, partition, topic }) => ({
    topic,
    partition,
    node,
    start: offset,
    end: ends.get(keyOf({ partition, topic }))!,
  }));
}

/** The first messages at a time or after it, by `topic/partition`; −1: none. @internal */
export async function readSince(
  client: KafkaClient,
  cluster: Cluster,
  topics: string[],
  since: number,
): Promise<Map<string, number>> {
  const found = await logOffsets(cluster, topics, (node, asked) =>
    client.firstSince(
      node,
      asked.map(each => ({ ...each, since })),
    ),
  );
  return new Map(found.map(each => [keyOf(each), each.offset]));
}

async function logOffsets(
  cluster: Cluster,
  topics: string[],
  ask: (node: Node, asked: AskedPartition[]) => Promise<LogOffset[]>,
): Promise<Array<LogOffset & { node: Node }>> {
  const wanted = topics.flatMap(name => {
    const topic = cluster.topics.find(each => each.name === name);
    if (!topic) {
      throw new OperationRefusedError(
        `There is no topic ${name}, or it may not be described`,
      );
    }
    return topic.partitions.map(({ partition }) => ({
      topic: name,
      partition,
    }));
  });
  const plan = byLeader(cluster, wanted);
  const [unread] = plan.unread;
  if (unread) throw new Error(`${unread[0]}: ${unread[1]}`);
  const answers: Array<LogOffset & { node: Node }> = [];
  for (const [nodeId, asked] of plan.byLeader) {
    const node = cluster.nodes.find(each => each.nodeId === nodeId)!;
    for (const answer of await ask(node, asked)) {
      refuse(answer.code, `${answer.topic} partition ${answer.partition}`);
      answers.push({ ...answer, node });
    }
  }
  return answers;
}

/** How a partition is called in maps. @internal */
export function keyOf({
  partition,
  topic,
}: {
  topic: string;
  partition: number;
}): string {
  return `${topic}/${partition}`;
}
