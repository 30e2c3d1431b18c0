/**
 * What a sweep asks of a cluster, one method a kind of request. Each answers for everything that was asked of one node in one request;
 * what failed of it stands beside the rest as an error code of the protocol, 0 for none.
 */

/** A broker. @internal */
export type Node = { nodeId: number; host: string; port: number };

/** A topic with its partitions, as a broker knows it. @internal */
export type ClusterTopic = {
  name: string;
  topicId: string | undefined;
  internal: boolean;
  partitions: Array<{
    partition: number;
    /** −1: none. */
    leader: number;
    leaderEpoch: number;
    replicas: number;
    inSync: number;
  }>;
};

/** What of a topic's config is of interest. @internal */
export type TopicConfig = {
  topic: string;
  /** −1: for ever. */
  retentionMs: number;
  compacted: boolean;
};

/** A cluster as one of its brokers knows it. @internal */
export type Cluster = {
  clusterId: string | undefined;
  nodes: Node[];
  topics: ClusterTopic[];
};

/** A group as the broker lists it that coordinates it. @internal */
export type ListedGroup = {
  group: string;
  /** `consumer` for consumers, `connect` for workers of Kafka Connect, "" for one whose offsets were only ever set from outside. */
  protocolType: string;
  /** As the broker says it, such as `Stable`; "" where it is too old to say. */
  state: string;
  type: 'classic' | 'consumer' | 'other';
};

/** A group with its members. @internal */
export type DescribedGroup = {
  group: string;
  code: number;
  /** As the broker says it. */
  state: string;
  members: Array<{
    memberId: string;
    clientId: string;
    host: string;
    assigned: Array<{ topic: string; partitions: number[] }>;
  }>;
};

/** What a group committed. @internal */
export type FetchedOffsets = {
  group: string;
  code: number;
  partitions: Array<{
    topic: string;
    partition: number;
    /** −1: none. */
    offset: number;
    /** What whoever committed it wrote beside it. */
    metadata?: string;
    code: number;
  }>;
};

/** Which offset of a log is asked for: where it ends, where it begins, or that of the message with the latest time. @internal */
export type OffsetKind = 'end' | 'start' | 'newest';

/** A partition whose offset is asked for. @internal */
export type AskedPartition = {
  topic: string;
  partition: number;
  leaderEpoch: number;
};

/** An offset of the log of a partition. @internal */
export type LogOffset = {
  topic: string;
  partition: number;
  code: number;
  /** −1: none, as of an empty log. */
  offset: number;
  /** Milliseconds since 1970; −1: none. */
  timestamp: number;
};

/** A partition whose records are asked for, from an offset on. @internal */
export type AskedRecords = {
  partition: number;
  leaderEpoch: number;
  offset: number;
};

/** The records of a partition from an offset on. @internal */
export type FetchedRecords = {
  partition: number;
  code: number;
  /** Batches that aren't read, as they would unpack to too much: why, in words with their offsets. */
  refused?: string[];
  /** The offset after the last batch that was handed over, or refused; undefined: none was. */
  next: number | undefined;
  /** Up to here no transaction is open; −1: not known. */
  settled: number;
  /** Where the log ends; −1: not known. */
  end: number;
  /** May begin before the offset that was asked for: a batch begins where its producer began it. */
  records: Array<{ offset: number; key: Buffer | null; value: Buffer | null }>;
};

/** The headers of a record, and nothing else of it. @internal */
export type RecordHeaders = {
  offset: number;
  /** Milliseconds since 1970; −1: none. */
  timestamp: number;
  headers: Array<[name: string, value: Buffer | null]>;
};

/** The headers of the records of a partition from an offset on. @internal */
export type FetchedHeaders = {
  partition: number;
  code: number;
  /** Batches that aren't read, as they would unpack to too much: why, in words with their offsets. */
  refused?: string[];
  /** The offset after the last batch that was handed over, or refused; undefined: none was. */
  next: number | undefined;
  records: RecordHeaders[];
};

/**
 * A connection to one cluster.
 *
 * @internal
 */
export interface KafkaClient {
  /** Requests sent so far, without those that set connections up. */
  readonly requests: number;
  /** The cluster with all topics that may be described. @throws if no broker can be asked */
  cluster(): Promise<Cluster>;
  /** The groups that a broker coordinates; `code` is not 0 if some may be missing. @throws if it can't be asked, like those below */
  listGroups(node: Node): Promise<{ code: number; groups: ListedGroup[] }>;
  /** Members of groups of the classic protocol. */
  describeClassic(node: Node, groups: string[]): Promise<DescribedGroup[]>;
  /** Members of groups of the protocol of KIP-848. */
  describeConsumer(node: Node, groups: string[]): Promise<DescribedGroup[]>;
  /** What groups committed, of all partitions. */
  offsets(node: Node, groups: string[]): Promise<FetchedOffsets[]>;
  logOffsets(
    node: Node,
    kind: OffsetKind,
    partitions: AskedPartition[],
  ): Promise<LogOffset[]>;
  /** The first message of each partition that was written at a time, in milliseconds since 1970, or after it. No partition twice. */
  firstSince(
    node: Node,
    partitions: Array<AskedPartition & { since: number }>,
  ): Promise<LogOffset[]>;
  /** The config of topics, of those of which it may be read. */
  topicConfigs(node: Node, topics: string[]): Promise<TopicConfig[]>;
  /**
   * The headers of records of a topic from an offset of each partition on. Brokers hand over whole records: keys and values are dropped as soon
   * as they are here.
   *
   * @param topic - with its id, which brokers want
   * @param maxBytes - of all partitions together; a first batch that is larger comes all the same
   */
  headers(
    node: Node,
    topic: { topicId: string },
    partitions: AskedRecords[],
    maxBytes: number,
  ): Promise<FetchedHeaders[]>;
  /**
   * The records of a topic from an offset of each partition on, without those of transactions that are open or came to nothing.
   *
   * @param topic - with its id, which brokers want
   * @param maxBytes - of all partitions together; the first batch of the first partition comes even if it is larger
   */
  records(
    node: Node,
    topic: { topicId: string },
    partitions: AskedRecords[],
    maxBytes: number,
  ): Promise<FetchedRecords[]>;
  close(): Promise<void>;
}
