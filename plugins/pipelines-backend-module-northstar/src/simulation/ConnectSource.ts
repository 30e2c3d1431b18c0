import type {
  CollectOptions,
  RunBatch,
  RunSource,
} from '@sluice/plugin-pipelines-node';
import { CLUSTERS, CONNECT, connectorsAfter, OperationLog } from '../streams';
import type { StagedOutages } from './StagedOutages';

/** The simulated Kafka Connect cluster: the same connectors at each sweep, as operations have switched them. @internal */
export class ConnectSource implements RunSource {
  readonly id = CONNECT;
  readonly technology = 'kafka-connect';
  readonly title = 'Kafka Connect production (demo)';
  readonly environment = 'prod';
  readonly demo = true;
  readonly schedule: { intervalSeconds: number; timeoutSeconds: number };
  readonly #staged: StagedOutages;
  readonly #operations: OperationLog;

  constructor(options: {
    tickSeconds: number;
    staged: StagedOutages;
    /** What was done to its connectors; nothing without it. */
    operations?: OperationLog;
  }) {
    this.schedule = {
      intervalSeconds: options.tickSeconds,
      timeoutSeconds: 60,
    };
    this.#staged = options.staged;
    this.#operations = options.operations ?? new OperationLog(undefined);
  }

  async *collect({ now }: CollectOptions): AsyncGenerator<RunBatch> {
    this.#staged.check(this.id);
    yield {
      cursor: null,
      connectors: {
        at: now().toISOString(),
        clusters: [CLUSTERS.main],
        connectors: connectorsAfter(this.#operations.lines(this.id)),
      },
      version: '4.3.1 (simulated)',
    };
  }
}
