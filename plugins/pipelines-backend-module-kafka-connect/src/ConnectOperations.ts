import { setTimeout as sleep } from 'node:timers/promises';
import type { OperationKind } from '@sluice/plugin-pipelines-common';
import {
  type ConnectorSwitch,
  connectorSwitchOf,
  JsonClientError,
  type JsonClient,
  type OperationCommand,
  type OperationExecutor,
  type OperationPlan,
  type OperationProgress,
  OperationRefusedError,
  type OperationRequest,
} from '@sluice/plugin-pipelines-node';
import { z } from 'zod';
import type { ConnectCluster } from './config';

/** Workers tell each other over a topic, and tasks finish what they have at hand. In milliseconds. */
const SWITCHED_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 500;

const SWITCHES = {
  'pause-connector': { path: 'pause', state: 'PAUSED', words: 'paused' },
  'resume-connector': { path: 'resume', state: 'RUNNING', words: 'running' },
} as const;

const statusBody = z.looseObject({
  type: z.string().optional(),
  connector: z.looseObject({ state: z.string() }),
  tasks: z.array(z.looseObject({ id: z.number().int(), state: z.string() })),
});
type Status = z.output<typeof statusBody>;

const pathOf = (connector: string) =>
  `connectors/${encodeURIComponent(connector)}`;

/** Failed tasks do nothing either way. */
const isAll = ({ connector, tasks }: Status, state: string) =>
  connector.state === state &&
  tasks.every(task => task.state === state || task.state === 'FAILED');

/**
 * Pauses connectors of one Kafka Connect cluster and lets them go on, as far as its config switches that on. Both requests say what shall be
 * and not what to do, so doing one twice changes nothing.
 *
 * @internal
 */
export class ConnectOperations implements OperationExecutor {
  readonly sourceId: string;
  readonly kinds: readonly OperationKind[];
  readonly #cluster: ConnectCluster;
  readonly #client: Pick<JsonClient, 'get' | 'put'>;

  constructor(options: {
    cluster: ConnectCluster;
    client: Pick<JsonClient, 'get' | 'put'>;
  }) {
    const { client, cluster } = options;
    this.sourceId = cluster.name;
    this.kinds = cluster.operations;
    this.#cluster = cluster;
    this.#client = client;
  }

  async plan(
    request: OperationRequest,
    { signal }: { signal: AbortSignal },
  ): Promise<OperationPlan> {
    const asked = connectorSwitchOf(request);
    const status = await this.#status(asked, signal);
    const { state, words } = SWITCHES[asked.kind];
    if (isAll(status, state)) {
      throw new OperationRefusedError(
        `${asked.connector} is ${words} already, with all its tasks`,
      );
    }
    if (status.connector.state === 'STOPPED') {
      throw new OperationRefusedError(
        `${asked.connector} was stopped, which is more than a pause: whoever did that has to start it again`,
      );
    }
    const counts = new Map<string, number>();
    for (const task of status.tasks) {
      counts.set(task.state, (counts.get(task.state) ?? 0) + 1);
    }
    const tasks = [...counts].map(
      ([each, count]) => `${count} ${each.toLocaleLowerCase('en-US')}`,
    );
    return {
      partitions: [],
      notes: [
        `${asked.connector} is ${status.connector.state.toLocaleLowerCase(
          'en-US',
        )} now; tasks: ${tasks.sort().join(', ') || 'none'}`,
        asked.kind === 'pause-connector'
          ? 'Its tasks stay where they are and do nothing, until somebody lets it go on; what it reads piles up meanwhile'
          : 'Its tasks go on where they were; those that failed stay failed, since they take a restart',
      ],
    };
  }

  async execute(command: OperationCommand): Promise<OperationProgress> {
    const { isMine, signal } = command;
    const asked = connectorSwitchOf(command.request);
    const { path, state, words } = SWITCHES[asked.kind];
    const done = { done: 1, total: 1 };
    if (isAll(await this.#status(asked, signal), state)) return done;
    await isMine();
    await this.#client.put(`/${pathOf(asked.connector)}/${path}`, { signal });
    const until = Date.now() + SWITCHED_WITHIN_MS;
    for (;;) {
      if (isAll(await this.#status(asked, signal), state)) return done;
      if (Date.now() > until) {
        throw new Error(
          `${asked.connector} isn't ${words} ${
            SWITCHED_WITHIN_MS / 1000
          } s after it was asked to be`,
        );
      }
      await sleep(LOOK_EVERY_MS, undefined, { signal });
    }
  }

  async #status(
    { connector }: ConnectorSwitch,
    signal: AbortSignal,
  ): Promise<Status> {
    const path = `/${pathOf(connector)}/status`;
    const { configKey, name } = this.#cluster;
    const body = await this.#client.get(path, { signal }).catch(error => {
      if (error instanceof JsonClientError && error.failure === 'not-found') {
        throw new OperationRefusedError(
          `Kafka Connect ${name} has no connector ${connector}`,
        );
      }
      throw error;
    });
    const parsed = statusBody.safeParse(body);
    if (parsed.success) return parsed.data;
    throw new JsonClientError(
      `Kafka Connect ${name} answered ${path} with something else than Kafka Connect does: see ${configKey}.url`,
      { failure: 'not-json' },
    );
  }
}
