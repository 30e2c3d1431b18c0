import { setTimeout as sleep } from 'node:timers/promises';
import {
  type DeadLetterReplay,
  type OperationCommand,
  type OperationPlan,
  type OperationPosition,
  type OperationProgress,
  OperationRefusedError,
  planReplay,
} from '@sluice/plugin-pipelines-node';
import type { Cluster, KafkaClient, Node } from '../client/KafkaClient';
import type { DeadLetterPatterns } from '../sweep/deadLetters';
import type { KafkaWriter, LogMessage } from './KafkaWriter';

import { readLogs } from './readTargets';

/** A transaction has so many messages at most. */
const MAX_BATCH = 500;
/** A topic whose messages all lie in transactions that aren't over is waited for so often. */
const MAX_EMPTY_READS = 30;

/** What a replayed message says of itself, besides its own headers. @internal */
export const REPLAY_HEADERS = {
  operation: 'sluice-operation',
  from: 'sluice-replayed-from',
  timestamp: 'sluice-replayed-timestamp',
} as const;

/** The group under which a replay commits up to where it copied, and the id of its transactions. @internal */
export function replayId(operationId: number): string {
  return `sluice-replay-${operationId}`;
}

/**
 * What a replay would copy now.
 *
 * @throws OperationRefusedError if the topic takes no dead letters, or those of another topic
 * @internal
 */
export async function dryRunReplay(
  options: { client: KafkaClient; deadLetters: DeadLetterPatterns },
  request: DeadLetterReplay,
  copied: OperationPosition[],
): Promise<OperationPlan> {
  const { client, deadLetters } = options;
  const { into, topic } = request;
  const cluster = await client.cluster();
  const names = new Set(cluster.topics.map(({ name }) => name));
  const of = deadLetters.of(topic, names);
  if (!of) {
    throw new OperationRefusedError(
      `${topic} is no dead-letter topic by topics.deadLetters`,
    );
  }
  if (of.topic !== undefined && of.topic !== into) {
    throw new OperationRefusedError(
      `${topic} takes the dead letters of ${of.topic}, and not of ${into}`,
    );
  }
  if (deadLetters.of(into, names)) {
    throw new OperationRefusedError(`${into} is a dead-letter topic itself`);
  }
  partitionsOf(cluster, into);
  const logs = await readLogs(client, cluster, [topic]);
  return planReplay(
    request,
    logs.map(({ end, partition, start }) => ({
      partition,
      logStart: start,
      logEnd: end,
    })),
    copied,
  );
}

/**
 * Copies what the plan says, once: each batch and up to where it came are one transaction, and whoever takes over shuts the worker before out
 * and goes on where the last transaction ended.
 *
 * @throws OperationRefusedError if the topic they go into is gone
 * @internal
 */
export async function replayDeadLetters(
  options: {
    client: KafkaClient;
    writer: KafkaWriter;
    wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  },
  request: DeadLetterReplay,
  command: OperationCommand,
): Promise<OperationProgress> {
  const { client, writer } = options;
  const wait =
    options.wait ?? ((ms, signal) => sleep(ms, undefined, { signal }));
  const { isMine, operationId, plan, signal } = command;
  const cluster = await client.cluster();
  const targets = partitionsOf(cluster, request.into);
  await isMine();
  const session = await writer.openReplay(replayId(operationId));
  try {
    const before = await session.positions(
      request.topic,
      plan.partitions.map(({ partition }) => partition),
    );
    const at = new Map(
      plan.partitions.map(({ from, partition }) => [
        partition,
        before.get(partition) ?? from!,
      ]),
    );
    const batchSize = Math.min(request.perSecond, MAX_BATCH);
    const pauseMs = (1000 * batchSize) / request.perSecond;
    let emptyReads = 0;
    for (;;) {
      signal.throwIfAborted();
      const begunAt = Date.now();
      const read = await nextBatch(
        { writer, nodes: leadersOf(cluster, request.topic) },
        request,
        { plan, at, limit: batchSize },
      );
      if (!read) return progressOf(plan, at);
      emptyReads = read.hasMoved ? 0 : emptyReads + 1;
      if (emptyReads > MAX_EMPTY_READS) {
        throw new Error(
          `${request.topic} has a transaction that isn't over: what follows can't be read yet`,
        );
      }
      if (read.hasMoved) {
        await isMine();
        await session.copy(
          read.messages.map(message => replayed(message, command, targets)),
          [...read.to].map(([partition, offset]) => ({
            topic: request.topic,
            partition,
            offset,
          })),
        );
        for (const [partition, offset] of read.to) at.set(partition, offset);
        await command.progress(progressOf(plan, at));
      }
      const rest = pauseMs - (Date.now() - begunAt);
      if (rest > 0) await wait(rest, signal);
    }
  } finally {
    await session.close().catch(() => {});
  }
}

/** The next messages, of all partitions together; undefined if all are copied. */
async function nextBatch(
  { nodes, writer }: { writer: KafkaWriter; nodes: Map<number, Node> },
  { topic }: DeadLetterReplay,
  {
    at,
    limit,
    plan,
  }: { plan: OperationPlan; at: ReadonlyMap<number, number>; limit: number },
): Promise<
  | { messages: LogMessage[]; to: Map<number, number>; hasMoved: boolean }
  | undefined
> {
  const messages: LogMessage[] = [];
  const to = new Map<number, number>();
  let isOver = true;
  for (const { partition, to: end } of plan.partitions) {
    const offset = at.get(partition)!;
    if (offset >= end) continue;
    isOver = false;
    const room = limit - messages.length;
    if (room <= 0) break;
    const node = nodes.get(partition);
    if (!node) throw new Error(`${topic} partition ${partition} has no leader`);
    const read = await writer.fetch(node, { topic, partition, offset });
    const within = read.messages.filter(each => each.offset < end);
    const taken = within.slice(0, room);
    messages.push(...taken);
    const next =
      taken.length < within.length
        ? taken[taken.length - 1].offset + 1
        : Math.min(read.next, end);
    if (next > offset) to.set(partition, next);
  }
  return isOver ? undefined : { messages, to, hasMoved: to.size > 0 };
}

/** A message as it is written again: key, value and headers as they are, and who replayed it from where. */
function replayed(
  { headers, key, offset, partition, timestamp, topic, value }: LogMessage,
  { operationId, request }: OperationCommand,
  targets: number,
): Omit<LogMessage, 'offset'> {
  const own = (name: string, text: string): [Buffer, Buffer] => [
    Buffer.from(name),
    Buffer.from(text),
  ];
  const { into } = request as DeadLetterReplay;
  return {
    topic: into,
    // One with a key goes where its key always goes; the others are spread.
    partition: key === null ? offset % targets : -1,
    timestamp: Date.now(),
    key,
    value,
    headers: [
      ...headers,
      own(REPLAY_HEADERS.operation, String(operationId)),
      own(REPLAY_HEADERS.from, `${topic}/${partition}/${offset}`),
      own(REPLAY_HEADERS.timestamp, new Date(timestamp).toISOString()),
    ],
  };
}

function progressOf(
  { partitions }: OperationPlan,
  at: ReadonlyMap<number, number>,
): OperationProgress {
  const positions = partitions.map(({ partition }) => ({
    partition,
    offset: at.get(partition)!,
  }));
  const sum = (of: (row: (typeof partitions)[number]) => number) =>
    partitions.reduce((total, row) => total + of(row) - row.from!, 0);
  return {
    done: sum(({ partition }) => at.get(partition)!),
    total: sum(({ to }) => to),
    positions,
  };
}

function partitionsOf({ topics }: Cluster, name: string): number {
  const topic = topics.find(each => each.name === name);
  if (!topic || topic.internal) {
    throw new OperationRefusedError(
      `There is no topic ${name}, or it may not be described`,
    );
  }
  return topic.partitions.length;
}

function leadersOf({ nodes, topics }: Cluster, name: string) {
  const byId = new Map(nodes.map(node => [node.nodeId, node]));
  const leaders = new Map<number, Node>();
  for (const { leader, partition } of topics.find(t => t.name === name)
    ?.partitions ?? []) {
    const node = byId.get(leader);
    if (node) leaders.set(partition, node);
  }
  return leaders;
}
