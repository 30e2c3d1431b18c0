import * as kafka from '@platformatic/kafka';
import type { KafkaCluster } from '../config';
import { connectionOptions } from './connectionOptions';
import { errorWords } from './errorWords';
import { failureOf } from './failure';
import { boundedFetch } from './fetchAnswer';
import type {
  AskedPartition,
  AskedRecords,
  Cluster,
  DescribedGroup,
  FetchedHeaders,
  FetchedOffsets,
  FetchedRecords,
  KafkaClient,
  LogOffset,
  Node,
  OffsetKind,
  TopicConfig,
} from './KafkaClient';
import { Pace } from './Pace';
import { partialAnswer } from './partialAnswer';
import type { UnpackLimits } from './recordBatches';
import { settledRecords } from './settledRecords';
import {
  toCluster,
  toConsumerGroup,
  toClassicGroup,
  toHeaders,
  toListedGroup,
  toLogOffset,
  toOffsets,
  toTopicConfigs,
} from './answers';

/** What ListOffsets calls the offset that is asked for. */
const TIMESTAMPS: Record<OffsetKind, bigint> = {
  end: -1n,
  start: -2n,
  newest: -3n,
};

/** Of what is fetched: twice what the largest batch has that brokers take by default, even packed to a tenth. */
const UNPACKED: UnpackLimits = {
  maxBytes: 16 * 1024 * 1024,
  maxRecords: 100_000,
};

/**
 * The requests of a sweep, each with the versions that we read, newest first. All but ConsumerGroupDescribe and Fetch exist since Apache Kafka
 * 3.0; brokers without the former have no groups of KIP-848.
 */
const APIS = {
  Metadata: [kafka.metadataV12, kafka.metadataV11],
  ListGroups: [kafka.listGroupsV5, kafka.listGroupsV4],
  OffsetFetch: [kafka.offsetFetchV9, kafka.offsetFetchV8],
  DescribeGroups: [kafka.describeGroupsV5],
  ListOffsets: [kafka.listOffsetsV8, kafka.listOffsetsV7],
  ConsumerGroupDescribe: [kafka.consumerGroupDescribeV0],
  DescribeConfigs: [kafka.describeConfigsV4],
  // Only for the headers of dead letters, and for commits where they are read one by one. By topic ids, since Apache Kafka 3.1.
  Fetch: [
    boundedFetch(kafka.fetchV17, UNPACKED),
    boundedFetch(kafka.fetchV16, UNPACKED),
    boundedFetch(kafka.fetchV15, UNPACKED),
    boundedFetch(kafka.fetchV14, UNPACKED),
    boundedFetch(kafka.fetchV13, UNPACKED),
  ],
} as const;

type ApiName = keyof typeof APIS;

/** {@link KafkaClient} on `@platformatic/kafka`'s requests, which ask for many groups at once. @internal */
export class PlatformaticClient implements KafkaClient {
  readonly #cluster: KafkaCluster;
  readonly #pool: kafka.ConnectionPool;
  readonly #pace: Pace;
  /** Those that answered last, before those of the config. */
  #nodes: Array<Pick<Node, 'host' | 'port'>> = [];
  #versions: Map<string, number> | undefined;
  #requests = 0;

  constructor(cluster: KafkaCluster) {
    this.#cluster = cluster;
    this.#pace = new Pace({ perSecond: cluster.requestsPerSecond });
    this.#pool = new kafka.ConnectionPool(
      cluster.clientId,
      connectionOptions(cluster),
    );
  }

  get requests(): number {
    return this.#requests;
  }

  async cluster(): Promise<Cluster> {
    const node = await this.#anyNode();
    const cluster = toCluster(
      await this.#ask('Metadata', node, [null, false, false]),
    );
    this.#nodes = cluster.nodes;
    return cluster;
  }

  async listGroups(node: Node) {
    const { errorCode, groups } = await this.#ask('ListGroups', node, [[], []]);
    return { code: errorCode, groups: groups.map(toListedGroup) };
  }

  async describeClassic(
    node: Node,
    groups: string[],
  ): Promise<DescribedGroup[]> {
    const answer = await this.#ask('DescribeGroups', node, [groups, false]);
    return answer.groups.map(toClassicGroup);
  }

  async describeConsumer(
    node: Node,
    groups: string[],
  ): Promise<DescribedGroup[]> {
    const answer = await this.#ask('ConsumerGroupDescribe', node, [
      groups,
      false,
    ]);
    return answer.groups.map(toConsumerGroup);
  }

  async offsets(node: Node, groups: string[]): Promise<FetchedOffsets[]> {
    const answer = await this.#ask('OffsetFetch', node, [
      groups.map(groupId => ({
        groupId,
        memberId: null,
        memberEpoch: -1,
        topics: null,
      })),
      false,
    ]);
    return answer.groups.map(toOffsets);
  }

  async logOffsets(
    node: Node,
    kind: OffsetKind,
    partitions: AskedPartition[],
  ): Promise<LogOffset[]> {
    const timestamp = TIMESTAMPS[kind];
    return this.#listOffsets(
      node,
      partitions.map(each => ({ ...each, timestamp })),
    );
  }

  async firstSince(
    node: Node,
    partitions: Array<AskedPartition & { since: number }>,
  ): Promise<LogOffset[]> {
    return this.#listOffsets(
      node,
      partitions.map(each => ({
        ...each,
        timestamp: BigInt(Math.max(0, Math.round(each.since))),
      })),
    );
  }

  async topicConfigs(node: Node, topics: string[]): Promise<TopicConfig[]> {
    const answer = await this.#ask('DescribeConfigs', node, [
      topics.map(resourceName => ({
        resourceType: kafka.ConfigResourceTypes.TOPIC,
        resourceName,
        configurationKeys: ['retention.ms', 'cleanup.policy'],
      })),
      false,
      false,
    ]);
    return toTopicConfigs(answer);
  }

  async headers(
    node: Node,
    topic: { topicId: string },
    partitions: AskedRecords[],
    maxBytes: number,
  ): Promise<FetchedHeaders[]> {
    const fetched = await this.#fetch(node, topic, partitions, maxBytes);
    return fetched.map(toHeaders);
  }

  async records(
    node: Node,
    topic: { topicId: string },
    partitions: AskedRecords[],
    maxBytes: number,
  ): Promise<FetchedRecords[]> {
    const fetched = await this.#fetch(node, topic, partitions, maxBytes);
    return fetched.map(settledRecords);
  }

  async #fetch(
    node: Node,
    { topicId }: { topicId: string },
    partitions: AskedRecords[],
    maxBytes: number,
  ) {
    const answer = await this.#ask('Fetch', node, [
      // What is there is enough: nothing is waited for.
      0,
      0,
      maxBytes,
      // Committed records alone.
      1,
      0,
      -1,
      [
        {
          topicId,
          partitions: partitions.map(({ leaderEpoch, offset, partition }) => ({
            partition,
            currentLeaderEpoch: leaderEpoch,
            fetchOffset: BigInt(offset),
            lastFetchedEpoch: -1,
            partitionMaxBytes: maxBytes,
          })),
        },
      ],
      [],
      '',
    ]);
    if (answer.errorCode) throw new Error(errorWords(answer.errorCode));
    return answer.partitions;
  }

  async #listOffsets(
    node: Node,
    partitions: Array<AskedPartition & { timestamp: bigint }>,
  ): Promise<LogOffset[]> {
    const topics = new Map<string, typeof partitions>();
    for (const each of partitions) {
      topics.set(each.topic, [...(topics.get(each.topic) ?? []), each]);
    }
    const answer = await this.#ask('ListOffsets', node, [
      -1,
      0,
      [...topics].map(([name, asked]) => ({
        name,
        partitions: asked.map(({ leaderEpoch, partition, timestamp }) => ({
          partitionIndex: partition,
          currentLeaderEpoch: leaderEpoch,
          timestamp,
        })),
      })),
    ]);
    return answer.topics.flatMap(topic =>
      topic.partitions.map(partition => toLogOffset(topic.name, partition)),
    );
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  /** A broker that can be asked. */
  async #anyNode(): Promise<Pick<Node, 'host' | 'port'>> {
    const { bootstrap, configKey, name } = this.#cluster;
    const failures: string[] = [];
    for (const node of [...this.#nodes, ...bootstrap]) {
      try {
        await this.#pool.get(node);
        return node;
      } catch (error) {
        failures.push(`${node.host}:${node.port}: ${failureOf(error)}`);
      }
    }
    this.#nodes = [];
    throw new Error(
      `No broker of ${name} can be reached (${configKey}.bootstrap): ${[
        ...new Set(failures),
      ].join('; ')}`,
    );
  }

  /** Sends one request. What failed of it is in the answer. */
  async #ask<N extends ApiName>(
    name: N,
    { host, port }: Pick<Node, 'host' | 'port'>,
    args: RequestOf<N>,
  ): Promise<AnswerOf<N>> {
    await this.#pace.turn();
    try {
      const connection = await this.#pool.get({ host, port });
      const api = await this.#api(name, connection);
      this.#requests++;
      return (await api.async(connection, ...args)) as AnswerOf<N>;
    } catch (error) {
      const answer = partialAnswer<AnswerOf<N>>(error);
      if (answer) return answer;
      // A broker that was upgraded knows other versions.
      this.#versions = undefined;
      throw new Error(`${host}:${port}: ${failureOf(error)}`);
    }
  }

  /** The newest version of a request that both sides know. */
  async #api(name: ApiName, connection: kafka.Connection): Promise<AnyApi> {
    if (!this.#versions) {
      const answer = await kafka.apiVersionsV3.api.async(
        connection,
        'sluice',
        '1',
      );
      this.#versions = new Map(
        answer.apiKeys.map(({ maxVersion, name: known }) => [
          known,
          maxVersion,
        ]),
      );
    }
    const max = this.#versions.get(name) ?? -1;
    const found = APIS[name]
      .map(({ api }) => api)
      .find(api => api.version <= max);
    if (!found) {
      throw new Error(
        `it doesn't know ${name} in a version that can be read: Apache Kafka ${
          name === 'Fetch' ? '3.1' : '3.0'
        } or newer is needed`,
      );
    }
    return found as unknown as AnyApi;
  }
}

type AnyApi = {
  async(connection: kafka.Connection, ...args: unknown[]): Promise<unknown>;
};
/** The newest version of a request; older ones have fewer fields. */
type Newest<N extends ApiName> = (typeof APIS)[N][0]['api'];
type RequestOf<N extends ApiName> = Newest<N>['async'] extends (
  connection: kafka.Connection,
  ...args: infer R
) => unknown
  ? R
  : never;
type AnswerOf<N extends ApiName> = Awaited<ReturnType<Newest<N>['async']>>;
