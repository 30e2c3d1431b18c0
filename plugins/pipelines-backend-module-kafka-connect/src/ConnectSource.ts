import {
  type CollectOptions,
  JsonClient,
  JsonClientError,
  type JsonClientOptions,
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
  readonly #client: JsonClient;

  static create(options: {
    cluster: ConnectCluster;
    retry?: JsonClientOptions['retry'];
  }): ConnectSource {
    return new ConnectSource(options);
  }

  private constructor(options: {
    cluster: ConnectCluster;
    retry?: JsonClientOptions['retry'];
  }) {
    const { cluster, retry } = options;
    this.id = cluster.name;
    this.title = cluster.title;
    this.environment = cluster.environment;
    this.schedule = cluster.schedule;
    this.#cluster = cluster;
    this.#client = JsonClient.create({
      title: `Kafka Connect ${cluster.name}`,
      configKey: cluster.configKey,
      url: cluster.url,
      auth: cluster.auth,
      tls: cluster.tls,
      retry,
    });
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

  async close(): Promise<void> {
    await this.#client.close();
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
