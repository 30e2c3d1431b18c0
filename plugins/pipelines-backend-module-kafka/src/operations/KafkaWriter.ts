import type { Node } from '../client/KafkaClient';

/** An offset to commit. @internal */
export type OffsetToCommit = {
  topic: string;
  partition: number;
  offset: number;
  metadata: string;
};

/** What became of a commit, one a partition: an error code of the protocol, 0 for none. @internal */
export type CommittedOffset = {
  topic: string;
  partition: number;
  code: number;
};

/** A message as it lies in a log. Bytes, which nobody here looks into. @internal */
export type LogMessage = {
  topic: string;
  partition: number;
  offset: number;
  /** Milliseconds since 1970. */
  timestamp: number;
  key: Buffer | null;
  value: Buffer | null;
  headers: Array<[Buffer | null, Buffer | null]>;
};

/** What was read of a partition. @internal */
export type FetchedMessages = {
  messages: LogMessage[];
  /** Where to go on: beyond what compaction and transactions left empty too. */
  next: number;
};

/** What writes to one replay alone: brokers refuse whoever opened it before. @internal */
export interface ReplaySession {
  /** Up to where messages were copied, by partition of the dead-letter topic; those that never were are left out. */
  positions(topic: string, partitions: number[]): Promise<Map<number, number>>;
  /** Writes messages and up to where they were copied, both or neither. */
  copy(
    messages: Array<Omit<LogMessage, 'offset'>>,
    copiedTo: Array<{ topic: string; partition: number; offset: number }>,
  ): Promise<void>;
  close(): Promise<void>;
}

/** A connection to one cluster by which operations change it. @internal */
export interface KafkaWriter {
  /** Commits offsets of a group without members. */
  commit(
    node: Node,
    group: string,
    offsets: OffsetToCommit[],
  ): Promise<CommittedOffset[]>;
  /** The messages of a partition from an offset on, without those of transactions that were aborted or aren't over. */
  fetch(
    node: Node,
    from: { topic: string; partition: number; offset: number },
  ): Promise<FetchedMessages>;
  /** @param id - of the replay: whoever opens the same one again shuts the one before out */
  openReplay(id: string): Promise<ReplaySession>;
  close(): Promise<void>;
}
