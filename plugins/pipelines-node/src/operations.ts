import type { OperationKind } from '@sluice/plugin-pipelines-common';

/**
 * Where a reset puts a consumer group: where logs begin, where they end, at the first message written at a time or after it, or at an
 * offset, the same one in every partition.
 *
 * @public
 */
export type ResetPosition =
  | { at: 'earliest' }
  | { at: 'latest' }
  /** ISO 8601 in UTC. */
  | { at: 'time'; time: string }
  | { at: 'offset'; offset: number };

/**
 * Puts a consumer group to other offsets. Refused while the group has members.
 *
 * @public
 */
export type OffsetReset = {
  kind: 'reset-offsets';
  group: string;
  /** Only these of the topics that the group has committed to; undefined: all of them. */
  topics?: string[];
  to: ResetPosition;
};

/**
 * Copies dead letters back into the topic that they came from.
 *
 * @public
 */
export type DeadLetterReplay = {
  kind: 'replay-dead-letters';
  /** The dead-letter topic. */
  topic: string;
  /** Where they are written to. */
  into: string;
  /** At most so many are copied, the oldest first. */
  maxMessages: number;
  /** At most so many are copied a second. */
  perSecond: number;
  /** True: also what an earlier replay has copied. Otherwise it goes on where that one ended. */
  again?: boolean;
};

/**
 * Pauses a connector of Kafka Connect, or lets it go on. Consumers can't be paused from outside: Kafka has no such request.
 *
 * @public
 */
export type ConnectorSwitch = {
  kind: 'pause-connector' | 'resume-connector';
  connector: string;
};

/**
 * What is asked for of a cluster.
 *
 * @public
 */
export type OperationRequest = OffsetReset | DeadLetterReplay | ConnectorSwitch;

/**
 * Where an operation takes one partition. Offsets are numbers, as everywhere: see {@link GroupPartition}.
 *
 * @public
 */
export type OperationPartition = {
  topic: string;
  partition: number;
  /** A reset: what the group has committed, null for nothing. A replay: the first message that is copied. */
  from: number | null;
  /** A reset: what the group reads next, afterwards. A replay: the first message that isn't copied any more. */
  to: number;
  /** Where the log begins and ends now. */
  logStart: number;
  logEnd: number;
};

/**
 * What an operation would do now, in numbers: what people approve.
 *
 * @public
 */
export type OperationPlan = {
  /** By topic and partition. Empty for what has no partitions, such as a connector. */
  partitions: OperationPartition[];
  /** What else whoever approves should know, in sentences. */
  notes: string[];
};

/**
 * Up to where a partition was copied: the first offset that wasn't.
 *
 * @public
 */
export type OperationPosition = { partition: number; offset: number };

/**
 * How far an operation has come.
 *
 * @public
 */
export type OperationProgress = {
  /** Messages that are certainly copied; partitions that are certainly moved. */
  done: number;
  total: number;
  /** Of a replay. */
  positions?: OperationPosition[];
};

/**
 * An operation to carry out: approved, and begun in the record.
 *
 * @public
 */
export type OperationCommand = {
  /** The same at each attempt: what was done under it isn't done again. */
  operationId: number;
  request: OperationRequest;
  /** Exactly this is done: these offsets, these messages. */
  plan: OperationPlan;
  /** 1 at first. From 2 on an earlier attempt may have done all of it, or a part. */
  attempt: number;
  /** How far it was when an earlier attempt last said so; undefined: none has said anything. */
  before?: OperationProgress;
  /** Rises with each worker that takes over, and from one operation to the next. */
  fencingToken: number;
  /** Aborted when the lease is lost or the worker stops. */
  signal: AbortSignal;
  /**
   * Asks the record whether this worker still has the right. Called right before whatever changes something.
   *
   * @throws StaleFencingTokenError if another one has taken over
   */
  isMine(): Promise<void>;
  /** Keeps how far it has come. */
  progress(progress: OperationProgress): Promise<void>;
};

/**
 * Carries out operations on one cluster. Methods reach the real cluster; they may fail at any time, and be called again by another replica.
 *
 * @public
 */
export interface OperationExecutor {
  /** Of the source that reads the same cluster. */
  readonly sourceId: string;
  /** What the config switches on. */
  readonly kinds: readonly OperationKind[];
  /**
   * What the operation would do now. Reads, changes nothing.
   *
   * @param options - `copied`: up to where an earlier replay of the same topic came
   * @throws OperationRefusedError with the reason if it can't be done now, such as a group with members
   */
  plan(
    request: OperationRequest,
    options: { copied: OperationPosition[]; signal: AbortSignal },
  ): Promise<OperationPlan>;
  /**
   * Does what the plan says, once. From the second attempt on it finds out first what an earlier one has done.
   *
   * @returns how far it came: all of it, usually
   * @throws OperationRefusedError if it is certain that no more was done than progress says, and that no more will be;
   *   OperationIndeterminateError if it can't be told what was done; StaleFencingTokenError if another worker has taken over. Whatever else
   *   is thrown is tried again.
   */
  execute(command: OperationCommand): Promise<OperationProgress>;
}

/**
 * An operation can't be done, for the reason that the message says; nothing was done, or nothing but what its progress says.
 *
 * @public
 */
export class OperationRefusedError extends Error {
  override readonly name = 'OperationRefusedError';
}

/**
 * Nobody can tell what of an operation was done; the message says what is known. It is not tried again.
 *
 * @public
 */
export class OperationIndeterminateError extends Error {
  override readonly name = 'OperationIndeterminateError';
}
