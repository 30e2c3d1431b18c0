import { setTimeout as sleep } from 'node:timers/promises';
import {
  type DeadLetterReplay,
  type LagReading,
  type OffsetReset,
  type OperationCommand,
  type OperationExecutor,
  OperationIndeterminateError,
  type OperationPlan,
  type OperationPosition,
  type OperationProgress,
  OperationRefusedError,
  type OperationRequest,
  planReplay,
  planReset,
} from '@sluice/plugin-pipelines-node';
import type { OperationLog } from './OperationLog';
import { endsAt, TOPICS } from './topics';

const SUFFIX = '.dlq';
const NOT_HERE =
  'Kafka Connect switches connectors, and not a cluster of Kafka';

/** What a cluster is now, once the demo has begun. @internal */
export type ClusterNow = {
  reading: LagReading;
  /** When the demo was first started, milliseconds since 1970. */
  startedAt: number;
};

/**
 * Operations on a simulated cluster, by the rules of a real one: no reset of a group with members, nothing done twice, nothing by a worker
 * that was taken over.
 *
 * @internal
 */
export class StreamOperations implements OperationExecutor {
  readonly kinds = ['reset-offsets', 'replay-dead-letters'] as const;
  readonly sourceId: string;
  readonly #log: OperationLog;
  readonly #now: () => Date;
  readonly #read: () => ClusterNow;
  readonly #wait: (
    milliseconds: number,
    signal: AbortSignal,
  ) => Promise<unknown>;

  constructor(options: {
    /** Of the cluster. */
    sourceId: string;
    log: OperationLog;
    now: () => Date;
    /** @throws if nobody has looked at the cluster yet */
    read: () => ClusterNow;
    wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  }) {
    this.sourceId = options.sourceId;
    this.#log = options.log;
    this.#now = options.now;
    this.#read = options.read;
    this.#wait =
      options.wait ?? ((ms, signal) => sleep(ms, undefined, { signal }));
  }

  async plan(
    request: OperationRequest,
    { copied }: { copied: OperationPosition[] },
  ): Promise<OperationPlan> {
    switch (request.kind) {
      case 'reset-offsets':
        return this.#planReset(request);
      case 'replay-dead-letters':
        return this.#planReplay(request, copied);
      default:
        throw new OperationRefusedError(NOT_HERE);
    }
  }

  async execute(command: OperationCommand): Promise<OperationProgress> {
    const { request } = command;
    switch (request.kind) {
      case 'reset-offsets':
        return this.#reset(request, command);
      case 'replay-dead-letters':
        return this.#replay(request, command);
      default:
        throw new OperationRefusedError(NOT_HERE);
    }
  }

  #planReset(request: OffsetReset): OperationPlan {
    const { reading, startedAt } = this.#read();
    const group = reading.groups.find(each => each.group === request.group);
    if (!group) {
      throw new OperationRefusedError(
        `There is no consumer group ${request.group}`,
      );
    }
    if (group.state === 'unknown') {
      throw new OperationRefusedError(`${request.group}: ${group.problem}`);
    }
    const members = group.members?.length ?? 0;
    if (members > 0) {
      throw new OperationRefusedError(
        `${request.group} has ${members} ${
          members === 1 ? 'member' : 'members'
        }: stop them first, since Kafka moves no offsets of a group that reads`,
      );
    }
    const { to } = request;
    return planReset(
      request,
      group.partitions.map(({ committed, partition, topic }) => {
        const log = logOf(reading, topic, partition);
        const since =
          to.at === 'time' &&
          endsAt(
            TOPICS.find(each => each.topic === topic)!,
            Date.parse(to.time),
            startedAt,
          )[partition];
        return {
          topic,
          partition,
          committed: committed ?? -1,
          logStart: log.start ?? 0,
          logEnd: log.end ?? 0,
          ...(since !== false && { since }),
        };
      }),
    );
  }

  #planReplay(
    request: DeadLetterReplay,
    copied: OperationPosition[],
  ): OperationPlan {
    const { into, topic } = request;
    if (!topic.endsWith(SUFFIX)) {
      throw new OperationRefusedError(
        `${topic} is no dead-letter topic by topics.deadLetters`,
      );
    }
    if (topic !== `${into}${SUFFIX}`) {
      throw new OperationRefusedError(
        `${topic} takes the dead letters of ${topic.slice(
          0,
          -SUFFIX.length,
        )}, and not of ${into}`,
      );
    }
    const { reading } = this.#read();
    const logs = reading.logs.filter(each => each.topic === topic);
    if (logs.length === 0) {
      throw new OperationRefusedError(`There is no topic ${topic}`);
    }
    return planReplay(
      request,
      logs.map(({ end = 0, partition, start = 0 }) => ({
        partition,
        logStart: start,
        logEnd: end,
      })),
      copied,
    );
  }

  async #reset(
    request: OffsetReset,
    { fencingToken, isMine, operationId, plan }: OperationCommand,
  ): Promise<OperationProgress> {
    const total = plan.partitions.length;
    const isDone = this.#lines(operationId).some(each => each.does === 'reset');
    if (isDone) return { done: total, total };
    const now = this.#planReset(request);
    const moved = plan.partitions.find(
      ({ from, partition, topic }) =>
        now.partitions.find(
          each => each.topic === topic && each.partition === partition,
        )?.from !== from,
    );
    if (moved) {
      throw new OperationIndeterminateError(
        `${moved.topic} partition ${moved.partition} isn't where it was: somebody has moved it meanwhile`,
      );
    }
    await isMine();
    await this.#log.append({
      sourceId: this.sourceId,
      operationId,
      fencingToken,
      at: this.#now().toISOString(),
      does: 'reset',
      group: request.group,
      offsets: plan.partitions.map(({ partition, to, topic }) => ({
        topic,
        partition,
        offset: to,
      })),
    });
    return { done: total, total };
  }

  async #replay(
    request: DeadLetterReplay,
    command: OperationCommand,
  ): Promise<OperationProgress> {
    const { fencingToken, isMine, operationId, plan, signal } = command;
    const at = new Map(
      plan.partitions.map(({ from, partition }) => [partition, from!]),
    );
    for (const line of this.#lines(operationId)) {
      if (line.does === 'copy') at.set(line.partition, line.to);
    }
    for (const { partition, to } of plan.partitions) {
      while (at.get(partition)! < to) {
        await isMine();
        const from = at.get(partition)!;
        const next = Math.min(to, from + request.perSecond);
        await this.#log.append({
          sourceId: this.sourceId,
          operationId,
          fencingToken,
          at: this.#now().toISOString(),
          does: 'copy',
          topic: request.topic,
          partition,
          to: next,
          into: request.into,
          messages: next - from,
        });
        at.set(partition, next);
        await command.progress(progressOf(plan, at));
        await this.#wait(1000, signal);
      }
    }
    return progressOf(plan, at);
  }

  #lines(operationId: number) {
    return this.#log
      .lines(this.sourceId)
      .filter(each => each.operationId === operationId);
  }
}

function logOf(
  { logs }: LagReading,
  topic: string,
  partition: number,
): LagReading['logs'][number] {
  const found = logs.find(
    each => each.topic === topic && each.partition === partition,
  );
  if (!found)
    throw new Error(`The demo has no ${topic} partition ${partition}`);
  return found;
}

function progressOf(
  { partitions }: OperationPlan,
  at: ReadonlyMap<number, number>,
): OperationProgress {
  const sum = (of: (row: (typeof partitions)[number]) => number) =>
    partitions.reduce((total, row) => total + of(row) - row.from!, 0);
  return {
    done: sum(({ partition }) => at.get(partition)!),
    total: sum(({ to }) => to),
    positions: partitions.map(({ partition }) => ({
      partition,
      offset: at.get(partition)!,
    })),
  };
}
