import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import pipelinesPlugin from '@sluice/plugin-pipelines-backend';
import pipelinesModuleKafka from '../index';

/** The pipelines backend with Kafka behind it. Nothing is read before the test says so. */
export class LabPortal {
  readonly #sweep: (id: string) => Promise<void>;
  readonly #reconcile: () => Promise<void>;
  readonly #url: string;
  readonly #close: () => Promise<void>;

  /** @param kafka - as in the config, under `pipelines.kafka` */
  static async start(kafka: object[], entities: Entity[]): Promise<LabPortal> {
    const scheduler = mockServices.scheduler();
    let database: DatabaseService | undefined;
    const backend = await startTestBackend({
      features: [
        createBackendModule({
          pluginId: 'pipelines',
          moduleId: 'lab',
          register: reg =>
            reg.registerInit({
              deps: { used: coreServices.database },
              init: async ({ used }) => {
                database = used;
              },
            }),
        }),
        pipelinesPlugin,
        pipelinesModuleKafka,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        catalogServiceMock.factory({ entities }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://127.0.0.1:0' },
            permission: { enabled: true },
            pipelines: { environments: [{ name: 'prod' }], kafka },
          } as any,
        }),
      ],
    });
    return new LabPortal({
      sweep: id => scheduler.triggerTask(`pipelines-collect-${id}`),
      reconcile: async () => {
        await scheduler.triggerTask('pipelines-reconcile');
        await scheduler.triggerTask('pipelines-slo-definitions');
      },
      url: `http://127.0.0.1:${backend.server.port()}/api/pipelines`,
      close: async () => {
        await backend.stop();
        // The test backend leaves it open, and Jest would wait for its pool for ever.
        await (await database!.getClient()).destroy();
      },
    });
  }

  private constructor(options: {
    sweep: (id: string) => Promise<void>;
    reconcile: () => Promise<void>;
    url: string;
    close: () => Promise<void>;
  }) {
    this.#sweep = options.sweep;
    this.#reconcile = options.reconcile;
    this.#url = options.url;
    this.#close = options.close;
  }

  /** Reads a cluster once. */
  async sweep(id: string): Promise<void> {
    await this.#sweep(id);
  }

  /** Takes the catalog in, and what it promises. */
  async reconcile(): Promise<void> {
    await this.#reconcile();
  }

  async get(path: string): Promise<any> {
    const response = await fetch(`${this.#url}${path}`);
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    return JSON.parse(text);
  }

  /** A group as the API lists it; undefined if it doesn't. */
  async group(name: string): Promise<any> {
    const query = new URLSearchParams({ text: name, limit: '100' });
    const { items } = await this.get(`/kafka/groups?${query}`);
    return items.find((item: any) => item.group === name);
  }

  async stop(): Promise<void> {
    await this.#close();
  }
}
