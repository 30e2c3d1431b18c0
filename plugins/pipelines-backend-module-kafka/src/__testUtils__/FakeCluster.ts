import type {
  AskedPartition,
  AskedRecords,
  Cluster,
  DescribedGroup,
  FetchedHeaders,
  FetchedRecords,
  KafkaClient,
  ListedGroup,
  LogOffset,
  Node,
  OffsetKind,
  RecordHeaders,
  TopicConfig,
} from '../client/KafkaClient';

/** A group of a {@link FakeCluster}. */
export type FakeGroup = ListedGroup & {
  coordinator: number;
  members: DescribedGroup['members'];
  /** By `topic/partition`; an object is an error. */
  committed: Record<
    string,
    number | { code: number; offset?: number; metadata?: string }
  >;
  code?: number;
};

/** A log of a {@link FakeCluster}. */
export type FakeLog = {
  leader: number;
  start?: number;
  end: number;
  newest?: { offset: number; timestamp: number };
  /** When each message was written, by offset. */
  times?: number[];
  /** The headers of its messages. */
  headers?: RecordHeaders[];
  /** What lies before isn't read, as it would unpack to too much. */
  refusedTo?: number;
  /** Its records; `start` and `end` don't follow from them. */
  records?: FetchedRecords['records'];
  /** So many records are handed over at once. */
  atOnce?: number;
  /** Up to here no transaction is open; undefined: none is. */
  settled?: number;
  /** An error of reading records. */
  recordsCode?: number;
  code?: number;
};

/** A cluster whose every answer, and every failure, is up to the test. It counts its requests as the real client does. */
export class FakeCluster implements KafkaClient {
  requests = 0;
  closed = false;
  /** How often each kind was asked, by kind and broker. */
  readonly asked: string[] = [];
  /** Brokers that don't answer; `kind:nodeId` for one kind of request. */
  readonly down = new Set<string | number>();
  readonly listCodes = new Map<number, number>();
  readonly groups = new Map<string, FakeGroup>();
  /** By `topic/partition`. */
  readonly logs = new Map<string, FakeLog>();
  /** Errors of reading records, by `topic/partition`. */
  readonly headerCodes = new Map<string, number>();
  /** Of topics whose config may be read. */
  configs: TopicConfig[] = [];
  unreachable: Error | undefined;
  topicIds: Record<string, string> = {};

  constructor(readonly nodeIds: number[] = [1]) {}

  /** A live consumer of one topic, with all its partitions. */
  addGroup(group: string, options: Partial<FakeGroup> = {}): FakeGroup {
    const added: FakeGroup = {
      group,
      protocolType: 'consumer',
      state: 'Stable',
      type: 'classic',
      coordinator: this.nodeIds[this.groups.size % this.nodeIds.length],
      members: [],
      committed: {},
      ...options,
    };
    this.groups.set(group, added);
    return added;
  }

  async cluster(): Promise<Cluster> {
    this.requests++;
    if (this.unreachable) throw this.unreachable;
    const names = [...this.logs.keys()].map(key => key.split('/')[0]);
    return {
      clusterId: 'fake',
      nodes: this.nodeIds
        .filter(id => !this.down.has(id))
        .map(nodeId => ({ nodeId, host: `broker-${nodeId}`, port: 9092 })),
      topics: [...new Set(names)].map(name => ({
        name,
        topicId: this.topicIds[name] ?? `id-of-${name}`,
        internal: name.startsWith('__'),
        partitions: [...this.logs]
          .filter(([key]) => key.startsWith(`${name}/`))
          .map(([key, { leader }]) => ({
            partition: Number(key.split('/')[1]),
            leader: this.down.has(leader) ? -1 : leader,
            leaderEpoch: 1,
            replicas: 1,
            inSync: this.down.has(leader) ? 0 : 1,
          })),
      })),
    };
  }

  async listGroups(node: Node) {
    this.#ask('listGroups', node);
    const groups = [...this.groups.values()].filter(
      g => g.coordinator === node.nodeId,
    );
    return { code: this.listCodes.get(node.nodeId) ?? 0, groups };
  }

  async describeClassic(node: Node, groups: string[]) {
    this.#ask('describeClassic', node);
    return groups.map(group => this.#describe(group));
  }

  async describeConsumer(node: Node, groups: string[]) {
    this.#ask('describeConsumer', node);
    return groups.map(group => this.#describe(group));
  }

  async offsets(node: Node, groups: string[]) {
    this.#ask('offsets', node);
    return groups.map(group => {
      const { code = 0, committed } = this.groups.get(group)!;
      return {
        group,
        code,
        partitions: code
          ? []
          : Object.entries(committed).map(([key, offset]) => ({
              topic: key.split('/')[0],
              partition: Number(key.split('/')[1]),
              ...(typeof offset === 'number'
                ? { offset, code: 0 }
                : { offset: -1, ...offset }),
            })),
      };
    });
  }

  async logOffsets(
    node: Node,
    kind: OffsetKind,
    partitions: AskedPartition[],
  ): Promise<LogOffset[]> {
    this.#ask(`logOffsets ${kind}`, node);
    return partitions.map(({ partition, topic }) => {
      const log = this.logs.get(`${topic}/${partition}`)!;
      const found = {
        end: { offset: log.end, timestamp: -1 },
        start: { offset: log.start ?? 0, timestamp: -1 },
        newest: log.newest ?? { offset: -1, timestamp: -1 },
      }[kind];
      return { topic, partition, code: log.code ?? 0, ...found };
    });
  }

  async firstSince(
    node: Node,
    partitions: Array<AskedPartition & { since: number }>,
  ): Promise<LogOffset[]> {
    this.#ask('firstSince', node);
    return partitions.map(({ partition, since, topic }) => {
      const { code = 0, times = [] } = this.logs.get(`${topic}/${partition}`)!;
      const offset = times.findIndex(time => time >= since);
      const timestamp = times[offset] ?? -1;
      return { topic, partition, code, offset, timestamp };
    });
  }

  async topicConfigs(node: Node, topics: string[]): Promise<TopicConfig[]> {
    this.#ask('topicConfigs', node);
    return this.configs.filter(({ topic }) => topics.includes(topic));
  }

  async headers(
    node: Node,
    { topicId }: { topicId: string },
    partitions: Parameters<KafkaClient['headers']>[2],
  ): Promise<FetchedHeaders[]> {
    this.#ask('headers', node);
    const topic = topicId.replace(/^id-of-/, '');
    return partitions.map(({ offset, partition }) => {
      const log = this.logs.get(`${topic}/${partition}`)!;
      const code = this.headerCodes.get(`${topic}/${partition}`) ?? 0;
      const { end, headers = [], refusedTo = 0 } = log;
      // A batch that is refused comes alone, as it is larger than what is asked for.
      return offset < refusedTo && !code
        ? {
            partition,
            code,
            refused: [
              `the batch of offsets ${offset} to ${
                refusedTo - 1
              } unpacks to more than 9 bytes`,
            ],
            next: refusedTo,
            records: [],
          }
        : { partition, code, next: end, records: code ? [] : headers };
    });
  }

  async records(
    node: Node,
    { topicId }: { topicId: string },
    partitions: AskedRecords[],
  ): Promise<FetchedRecords[]> {
    this.#ask('records', node);
    const topic = topicId.replace(/^id-of-/, '');
    return partitions.map(({ offset, partition }): FetchedRecords => {
      const log = this.logs.get(`${topic}/${partition}`)!;
      const { atOnce, end, recordsCode: code = 0, settled = end } = log;
      const records = (log.records ?? [])
        .filter(each => each.offset >= offset && each.offset < settled)
        .slice(0, atOnce);
      const last = records.at(-1)?.offset;
      const next = last === undefined ? undefined : last + 1;
      return code
        ? {
            partition,
            code,
            next: undefined,
            settled: -1,
            end: -1,
            records: [],
          }
        : { partition, code, next, settled, end, records };
    });
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  #describe(group: string): DescribedGroup {
    const { code = 0, members, state } = this.groups.get(group)!;
    return { group, code, state, members: code ? [] : members };
  }

  #ask(kind: string, { nodeId }: Node): void {
    this.requests++;
    this.asked.push(`${kind}:${nodeId}`);
    if (this.down.has(nodeId) || this.down.has(`${kind}:${nodeId}`)) {
      throw new Error(`broker-${nodeId}:9092 can't be reached`);
    }
  }
}

/** A member with partitions of one topic. */
export function member(
  memberId: string,
  topic: string,
  partitions: number[],
): DescribedGroup['members'][number] {
  return {
    memberId,
    clientId: `client-${memberId}`,
    host: '/10.0.0.7',
    assigned: [{ topic, partitions }],
  };
}
