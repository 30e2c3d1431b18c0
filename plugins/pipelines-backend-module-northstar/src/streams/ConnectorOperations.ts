import {
  type ConnectorStatus,
  type ConnectorSwitch,
  connectorSwitchOf,
  type OperationCommand,
  type OperationExecutor,
  type OperationPlan,
  type OperationProgress,
  OperationRefusedError,
  type OperationRequest,
} from '@sluice/plugin-pipelines-node';
import { CONNECT, connectorsAfter } from './connectors';
import type { OperationLog } from './OperationLog';

const WANTED = {
  'pause-connector': { state: 'PAUSED', words: 'paused' },
  'resume-connector': { state: 'RUNNING', words: 'running' },
} as const;

/**
 * Pauses and resumes connectors of the simulated Kafka Connect cluster. What they would have written or read goes on all the same: nothing but
 * their state is simulated.
 *
 * @internal
 */
export class ConnectorOperations implements OperationExecutor {
  readonly kinds = ['pause-connector', 'resume-connector'] as const;
  readonly sourceId = CONNECT;
  readonly #log: OperationLog;
  readonly #now: () => Date;

  constructor(options: { log: OperationLog; now: () => Date }) {
    this.#log = options.log;
    this.#now = options.now;
  }

  async plan(request: OperationRequest): Promise<OperationPlan> {
    const asked = connectorSwitchOf(request);
    const connector = this.#find(asked);
    const { state, words } = WANTED[asked.kind];
    if (connector.state === state) {
      throw new OperationRefusedError(
        `${connector.name} is ${words} already (simulated)`,
      );
    }
    return {
      partitions: [],
      notes: [
        `${connector.name} is ${connector.state.toLocaleLowerCase(
          'en-US',
        )} now and will be ${words} (simulated); tasks that failed stay failed`,
      ],
    };
  }

  async execute(command: OperationCommand): Promise<OperationProgress> {
    const { fencingToken, isMine, operationId } = command;
    const asked = connectorSwitchOf(command.request);
    const { state } = WANTED[asked.kind];
    if (this.#find(asked).state !== state) {
      await isMine();
      await this.#log.append({
        sourceId: this.sourceId,
        operationId,
        fencingToken,
        at: this.#now().toISOString(),
        does: 'switch',
        connector: asked.connector,
        state,
      });
    }
    return { done: 1, total: 1 };
  }

  #find({ connector }: ConnectorSwitch): ConnectorStatus {
    const found = connectorsAfter(this.#log.lines(this.sourceId)).find(
      ({ name }) => name === connector,
    );
    if (found) return found;
    throw new OperationRefusedError(`There is no connector ${connector}`);
  }
}
