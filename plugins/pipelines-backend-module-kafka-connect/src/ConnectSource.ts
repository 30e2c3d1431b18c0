import {
  type CollectOptions,
  type JsonClient,
  JsonClientError,
  type RunBatch,
  type RunSource,
} from '@sluice/plugin-pipelines-node';
import { z } from 'zod';
import type { ConnectCluster } from './config';
import { connectorsBody, readConnectors } from './readConnectors';

const rootBody = z.looseObject({ version: z.string().optional() });

/** Reads the connectors of one Kafka Connect cluster: two requests a sweep, however many there are. @internal */
export class ConnectSource implements RunSource {
  readonly id: string;
  readonly technology = 'kafka-connect';
  readonly title: string;
  readonly environment: string;
  readonly schedule: RunSource['schedule'];
  readonly #cluster: ConnectCluster;
  readonly #client: Pick<JsonClient, 'get'>;

  constructor(options: {
    cluster: ConnectCluster;
    client: Pick<JsonClient, 'get'>;
  }) {
    const { client, cluster } = options;
    this.id = cluster.name;
    this.title = cluster.title;
    this.environment = cluster.environment;
    this.schedule = cluster.schedule;
    this.#cluster = cluster;
    this.#client = client;
  }

  async *collect({ now, signal }: CollectOptions): AsyncGenerator<RunBatch> {
    const root = await this.#get('/', rootBody, signal);
    const connectors = readConnectors(
      await this.#get(
        '/connectors?expand=status&expand=info',
        connectorsBody,
        signal,
      ),
    );
    const { clusters } = this.#cluster;
    yield {
      cursor: null,
      connectors: {
        at: now().toISOString(),
        connectors,
        ...(clusters && { clusters }),
      },
      issues: [],
      version: root.version,
    };
  }

  async #get<T>(
    path: string,
    shape: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const parsed = shape.safeParse(await this.#client.get(path, { signal }));
    if (parsed.success) return parsed.data;
    const { configKey, name } = this.#cluster;
    throw new JsonClientError(
      `Kafka Connect ${name} answered ${path} with something else than Kafka Connect does: is ${configKey}.url the base of the REST API of a worker (Apache Kafka 2.3 or newer)?`,
      { failure: 'not-json' },
    );
  }
}
