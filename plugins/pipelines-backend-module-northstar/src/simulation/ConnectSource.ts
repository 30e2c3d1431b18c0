import type {
  CollectOptions,
  RunBatch,
  RunSource,
} from '@sluice/plugin-pipelines-node';
import { CLUSTERS, CONNECT, CONNECTORS } from '../streams';
import type { StagedOutages } from './StagedOutages';

/** The simulated Kafka Connect cluster: the same connectors at each sweep. @internal */
export class ConnectSource implements RunSource {
  readonly id = CONNECT;
  readonly technology = 'kafka-connect';
  readonly title = 'Kafka Connect production (demo)';
  readonly environment = 'prod';
  readonly demo = true;
  readonly schedule: { intervalSeconds: number; timeoutSeconds: number };
  readonly #staged: StagedOutages;

  constructor(options: { tickSeconds: number; staged: StagedOutages }) {
    this.schedule = {
      intervalSeconds: options.tickSeconds,
      timeoutSeconds: 60,
    };
    this.#staged = options.staged;
  }

  async *collect({ now }: CollectOptions): AsyncGenerator<RunBatch> {
    this.#staged.check(this.id);
    yield {
      cursor: null,
      connectors: {
        at: now().toISOString(),
        clusters: [CLUSTERS.main],
        connectors: [...CONNECTORS],
      },
      version: '4.3.1 (simulated)',
    };
  }
}
