import type { GroupReading, LagReading } from '@sluice/plugin-pipelines-node';
import { errorWords } from '../client/errorWords';
import type {
  Cluster,
  DescribedGroup,
  FetchedOffsets,
  KafkaClient,
  ListedGroup,
  TopicConfig,
} from '../client/KafkaClient';
import { type Ask, askEach } from './askEach';
import {
  byCoordinator,
  type CoordinatedGroup,
  type Filters,
  groupsToRead,
  passes,
} from './plan';
import { readCommits } from '../commits/readCommits';
import type { TailCursor } from '../commits/tailCursor';
import type { DeadLetterPatterns } from './deadLetters';
import type { QuietGroups } from './QuietGroups';
import { readGroup } from './readGroup';
import { readLogs } from './readLogs';
import { topicReading } from './topics';
import { withCommits } from './withCommits';

/** What a sweep is given. @internal */
export type SweepOptions = {
  client: KafkaClient;
  filters: Filters;
  /** Topics that are written in transactions. */
  transactional?: RegExp;
  deadLetters: DeadLetterPatterns;
  /** Whether it also reads where logs begin, what is newest in them, and the config of topics. */
  slow: boolean;
  /** The config of topics as it was read last, by topic. */
  configs?: ReadonlyMap<string, TopicConfig>;
  /** Which groups may be left out; undefined: none. */
  quiet?: QuietGroups;
  /** Groups that are read in each sweep. */
  close?: ReadonlySet<string>;
  /** Where commits are read one by one: where the sweep before ended, undefined: nowhere yet. */
  tail?: { cursor: TailCursor | undefined };
  now: () => Date;
};

/** What a sweep read, and what was wrong on the way. @internal */
export type Sweep = {
  lag: LagReading;
  cluster: Cluster;
  /** As it is now, by topic. */
  configs: ReadonlyMap<string, TopicConfig>;
  /** Where commits are read on the next time. */
  cursor: TailCursor | undefined;
  /** One for each broker that couldn't be asked something, in words. */
  problems: string[];
};

/**
 * Reads all groups of a cluster: one request for the cluster, and to each broker one for its groups, one for their members, one for their
 * offsets and one for the ends of the logs that it leads. That is 4B + 1 requests for B brokers, whatever the number of groups; 2B + 1 more if
 * `slow`, B more where groups of both protocols live on every broker, and B more with `tail`.
 *
 * Groups in which nothing moves may be left out; where the logs end that they read is asked for all the same.
 *
 * A broker that can't be asked costs what it coordinates and leads, and nothing else.
 *
 * @throws if no broker can be asked for the cluster
 * @internal
 */
export async function sweep(options: SweepOptions): Promise<Sweep> {
  const { client, close = new Set<string>(), filters, now, quiet } = options;
  const before = client.requests;
  const problems = new Map<number, string>();
  const cluster = await client.cluster();
  const nodes = new Map(cluster.nodes.map(node => [node.nodeId, node]));
  const ask: Ask = (plan, request) =>
    askEach({ nodes, plan, problems, request });

  const lists = await ask(
    new Map(cluster.nodes.map(node => [node.nodeId, undefined])),
    node => client.listGroups(node),
  );
  const listed = new Map<number, ListedGroup[]>();
  for (const [nodeId, { code, groups }] of lists) {
    listed.set(nodeId, groups);
    if (code) problems.set(nodeId, errorWords(code));
  }
  const complete = lists.size === nodes.size && problems.size === 0;
  const all = groupsToRead(listed, filters);
  const at = now().getTime();
  const readsTopic = (topic: string) => passes(topic, filters.topics);
  // Before offsets are read: what was committed is not to be older than its commits.
  const commits =
    options.tail &&
    (await readCommits({
      client,
      cluster,
      cursor: options.tail.cursor,
      nodes: new Set([...lists].flatMap(([id, { code }]) => (code ? [] : id))),
      groups: new Set(all.map(({ group }) => group)),
      readsTopic,
      now,
    }));
  // Whoever commits is read, so that no commit is lost.
  const near = new Set([...close, ...(commits?.active ?? [])]);
  const left = quiet?.toLeaveOut({ listed: all, close: near, at }) ?? new Set();
  const coordinated = all.filter(({ group }) => !left.has(group));

  const [offsets, classic, consumer] = await Promise.all([
    ask(byCoordinator(coordinated), (node, groups) =>
      client.offsets(node, groups),
    ),
    ask(byCoordinator(coordinated, 'classic'), (node, groups) =>
      client.describeClassic(node, groups),
    ),
    ask(byCoordinator(coordinated, 'consumer'), (node, groups) =>
      client.describeConsumer(node, groups),
    ),
  ]);
  const found = readGroups({
    coordinated,
    fetched: [...offsets.values()].flat(),
    described: [...classic.values(), ...consumer.values()].flat(),
    problems,
    readsTopic,
  });
  const groups = commits
    ? found.map(each => withCommits(each, commits))
    : found;

  // After the offsets: what was committed can't be beyond an end that was read later, unless the log was cut.
  const shown = cluster.topics.filter(
    topic => !topic.internal && passes(topic.name, filters.topics),
  );
  const configs = await readConfigs(options, shown, ask);
  const known = new Set(shown.map(topic => topic.name));
  const topics = shown.map(topic =>
    topicReading({
      ...options,
      topic,
      known,
      config: configs.get(topic.name),
    }),
  );
  const wanted = [
    ...groups.flatMap(group => group.partitions),
    ...(quiet?.partitionsOf(left) ?? []),
    ...topics
      .filter(topic => topic.deadLettersOf)
      .flatMap(({ layout = [], topic }) =>
        layout.map(({ partition }) => ({ topic, partition })),
      ),
  ];
  quiet?.take({ listed: all, read: groups, at });
  const logs = await readLogs(options, cluster, wanted, ask);
  return {
    lag: {
      at: now().toISOString(),
      complete,
      groups,
      ...(left.size > 0 && { quietGroups: [...left] }),
      logs,
      topics,
      brokers: lists.size,
      requests: client.requests - before,
    },
    cluster,
    configs,
    cursor: commits?.cursor,
    problems: [
      ...[...problems].map(
        ([nodeId, problem]) => `broker ${nodeId}: ${problem}`,
      ),
      ...(commits?.problems ?? []),
    ],
  };
}

function readGroups(options: {
  coordinated: CoordinatedGroup[];
  fetched: FetchedOffsets[];
  described: DescribedGroup[];
  problems: ReadonlyMap<number, string>;
  readsTopic: (topic: string) => boolean;
}): GroupReading[] {
  const fetched = new Map(options.fetched.map(each => [each.group, each]));
  const described = new Map(options.described.map(each => [each.group, each]));
  return options.coordinated.flatMap(listed => {
    const { group, nodeId } = listed;
    const own = {
      described: described.get(group),
      fetched: fetched.get(group),
    };
    const isPart = !own.described || !own.fetched;
    return (
      readGroup({
        listed,
        ...own,
        problem: isPart
          ? options.problems.get(nodeId) ?? 'its coordinator left it out'
          : undefined,
        readsTopic: options.readsTopic,
      }) ?? []
    );
  });
}

/** The config of topics: read by one broker, which knows it of all. */
async function readConfigs(
  { client, configs = new Map(), slow }: SweepOptions,
  topics: ReadonlyArray<{
    name: string;
    partitions: Array<{ leader: number }>;
  }>,
  ask: Ask,
): Promise<ReadonlyMap<string, TopicConfig>> {
  const node = topics.flatMap(t => t.partitions).find(p => p.leader >= 0);
  if (!slow || !node) return configs;
  const answers = await ask(
    new Map([[node.leader, topics.map(topic => topic.name)]]),
    (broker, names) => client.topicConfigs(broker, names),
  );
  const read = answers.get(node.leader);
  return read ? new Map(read.map(each => [each.topic, each])) : configs;
}
