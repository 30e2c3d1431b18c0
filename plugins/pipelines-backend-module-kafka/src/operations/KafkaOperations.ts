import type { OperationKind } from '@sluice/plugin-pipelines-common';
import {
  type OperationCommand,
  type OperationExecutor,
  type OperationPlan,
  type OperationPosition,
  type OperationProgress,
  OperationRefusedError,
  type OperationRequest,
} from '@sluice/plugin-pipelines-node';
import type { KafkaClient } from '../client/KafkaClient';
import type { KafkaCluster } from '../config';
import { DeadLetterPatterns } from '../sweep/deadLetters';
import { passes } from '../sweep/plan';
import type { KafkaWriter } from './KafkaWriter';
import { dryRunReplay, replayDeadLetters } from './replayDeadLetters';
import { dryRunReset, resetOffsets } from './resetOffsets';

/** Carries out operations on one cluster, those that its config switches on. @internal */
export class KafkaOperations implements OperationExecutor {
  readonly sourceId: string;
  readonly kinds: readonly OperationKind[];
  readonly #cluster: KafkaCluster;
  readonly #connect: () => { client: KafkaClient; writer: KafkaWriter };
  readonly #deadLetters: DeadLetterPatterns;
  /** Made when it is needed, so that a cluster that is down keeps nobody from starting. */
  #connections: { client: KafkaClient; writer: KafkaWriter } | undefined;

  constructor(options: {
    cluster: KafkaCluster;
    connect: (cluster: KafkaCluster) => {
      client: KafkaClient;
      writer: KafkaWriter;
    };
  }) {
    const { cluster, connect } = options;
    this.sourceId = cluster.name;
    this.kinds = cluster.operations;
    this.#cluster = cluster;
    this.#connect = () => connect(cluster);
    this.#deadLetters = new DeadLetterPatterns(cluster.topics.deadLetters);
  }

  async plan(
    request: OperationRequest,
    { copied, signal }: { copied: OperationPosition[]; signal: AbortSignal },
  ): Promise<OperationPlan> {
    signal.throwIfAborted();
    this.#refuseFiltered(request);
    const { client } = this.#connected;
    switch (request.kind) {
      case 'reset-offsets':
        return dryRunReset(client, request);
      case 'replay-dead-letters':
        return dryRunReplay(
          { client, deadLetters: this.#deadLetters },
          request,
          copied,
        );
      default:
        throw unknown(request);
    }
  }

  async execute(command: OperationCommand): Promise<OperationProgress> {
    const { request } = command;
    switch (request.kind) {
      case 'reset-offsets':
        return resetOffsets(this.#connected, request, command);
      case 'replay-dead-letters':
        return replayDeadLetters(this.#connected, request, command);
      default:
        throw unknown(request);
    }
  }

  async close(): Promise<void> {
    await this.#connections?.writer.close();
    await this.#connections?.client.close();
  }

  get #connected() {
    this.#connections ??= this.#connect();
    return this.#connections;
  }

  /** What isn't read isn't changed either. */
  #refuseFiltered(request: OperationRequest): void {
    const { groups, topics } = this.#cluster;
    const refusal =
      (request.kind === 'reset-offsets' &&
        !passes(request.group, groups) &&
        `groups leaves ${request.group} out`) ||
      (request.kind === 'replay-dead-letters' &&
        [request.topic, request.into]
          .filter(topic => !passes(topic, topics))
          .map(topic => `topics leaves ${topic} out`)[0]);
    if (refusal) {
      throw new OperationRefusedError(
        `${this.sourceId}: ${this.#cluster.configKey}.${refusal}`,
      );
    }
  }
}

function unknown({ kind }: OperationRequest): Error {
  return new OperationRefusedError(`${kind} is nothing that Kafka can do`);
}
