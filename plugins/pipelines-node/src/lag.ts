import type { LagStatus } from '@sluice/plugin-pipelines-common';
import type { Commit } from './commits';

/**
 * Offsets are positions in the log of one partition, from 0 on. They are numbers, not bigints: beyond 2^53 they would be off by a few,
 * which no lag shows, and everything between here and the pages is JSON.
 */

/**
 * A member of a consumer group.
 *
 * @public
 */
export type GroupMember = {
  /** What the broker calls it; changes with each start. */
  memberId: string;
  clientId: string;
  /** From where it is connected, such as `/10.0.0.7`. */
  host: string;
};

/**
 * Where a group stands in one partition. What couldn't be read is left out, and `problem` says why; nothing is made up.
 *
 * @public
 */
export type GroupPartition = {
  topic: string;
  partition: number;
  /** The offset that the group reads next; null: it never committed, or what it committed has expired. */
  committed?: number | null;
  /** {@link GroupMember.memberId} of the member that it is assigned to; null: none. Left out while the group rebalances. */
  memberId?: string | null;
  /** Why `committed` couldn't be read, such as `not authorised to describe the group`. */
  problem?: string;
  /** Its commits one by one, where the source reads them: health then rests on them, and isn't inferred. */
  commits?: PartitionCommits;
};

/**
 * What a group committed in one partition since the reading before: each commit with its own time, which offsets that are read now and then
 * don't have.
 *
 * @public
 */
export type PartitionCommits = {
  /**
   * Since when no commit was missed, ISO 8601 in UTC. The same as in the reading before: none was missed in between. Another: what was known
   * before is no longer whole, and forgotten.
   */
  since: string;
  /** Those that are new, oldest first, as {@link addCommit} keeps them. */
  made: Commit[];
  /** False: there may be newer ones that couldn't be read this time. Health is inferred until they are. */
  upToDate: boolean;
};

/**
 * A consumer group at one moment.
 *
 * @public
 */
export type GroupReading = {
  /** `group.id`, as it is. */
  group: string;
  /**
   * - `stable` members have their partitions
   * - `rebalancing` they are being assigned
   * - `empty` no members; what was committed is kept
   * - `unknown` the group's coordinator couldn't be asked
   */
  state: 'stable' | 'rebalancing' | 'empty' | 'unknown';
  /** `classic`, or `consumer` for the protocol of KIP-848; undefined where the broker doesn't say. */
  protocol?: 'classic' | 'consumer';
  /** Undefined where they couldn't be read. */
  members?: GroupMember[];
  partitions: GroupPartition[];
  /** Why the group, or part of it, couldn't be read. */
  problem?: string;
};

/**
 * The log of one partition at one moment.
 *
 * @public
 */
export type LogReading = {
  topic: string;
  partition: number;
  /** The offset that the next message gets. */
  end?: number;
  /** The oldest offset that can be read. Read now and then: left out in most sweeps. */
  start?: number;
  /** The newest message: its offset, and the time that its producer or the broker gave it, ISO 8601 in UTC. Read now and then. */
  newest?: { offset: number; at: string };
  /** When single messages were written that were asked for: see `CollectOptions.wantedTimes`. */
  written?: Array<{ offset: number; at: string }>;
  /** Why `end` couldn't be read, such as `no leader`. */
  problem?: string;
};

/**
 * A topic as the cluster has it.
 *
 * @public
 */
export type TopicReading = {
  topic: string;
  /** Changes when a topic is deleted and made again by the same name; undefined where the broker is too old to say. */
  topicId?: string;
  partitions: number;
  /** Partitions with fewer in-sync replicas than they should have. */
  underReplicated: number;
  /** Partitions without a leader. */
  offline: number;
  /** True for a topic that is written in transactions, whose last marker no consumer reads: a lag of 1 at rest is none. */
  transactional?: boolean;
  /** Its partitions in order; `leader` is null where there is none. */
  layout?: Array<{
    partition: number;
    leader: number | null;
    replicas: number;
    inSync: number;
  }>;
  /** How long messages are kept, −1 for ever; undefined where that may not be read. */
  retentionMs?: number;
  /** Whether only the newest message of each key is kept. */
  compacted?: boolean;
  /** Set for a dead-letter topic: whose messages it takes, where its name tells. Its `logs` are read although no group reads them. */
  deadLettersOf?: { topic?: string; group?: string };
};

/**
 * What one sweep over a Kafka cluster read.
 *
 * @public
 */
export type LagReading = {
  /** When the offsets were read, ISO 8601 in UTC. Within a sweep what groups committed is read before the ends of logs. */
  at: string;
  /** False if groups may exist that aren't listed, since a broker couldn't be asked: those that are missing are not gone. */
  complete: boolean;
  groups: GroupReading[];
  /** Groups that are there and weren't read this time, since nothing moves in them: they are as they were. */
  quietGroups?: string[];
  /** The logs of partitions that groups have committed to or are assigned, and of dead-letter topics. */
  logs: LogReading[];
  topics: TopicReading[];
  /** Nodes that answered, by id. */
  brokers: number;
  /** Requests that the sweep took. */
  requests: number;
};

/**
 * How far behind a group was in one minute or hour of the past: at its worst.
 *
 * @public
 */
export type PastLagPoint = {
  /** When the minute or hour began, ISO 8601 in UTC. */
  at: string;
  status: LagStatus;
  /** Messages; left out where unknown. */
  lag?: number;
  seconds?: number;
  /** Messages a second. */
  inPerSecond?: number;
  outPerSecond?: number;
};

/**
 * What is known of a group from before it was first swept, by whoever watched it then. It never takes the place of what was read.
 *
 * @public
 */
export type PastLag = {
  /** `group.id`, as it is. */
  group: string;
  /** Hours, and, where they are known, the minutes of some of them. */
  hours: PastLagPoint[];
  minutes: PastLagPoint[];
  /** When its health changed, and why in words. */
  changes: Array<{ at: string; status: LagStatus; reason: string }>;
};
