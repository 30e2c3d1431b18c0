import { randomUUID } from 'node:crypto';
import {
  type BackendFeature,
  coreServices,
  createBackendModule,
  createServiceFactory,
  type DatabaseService,
  type SchedulerService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import pipelinesPlugin from '@sluice/plugin-pipelines-backend';
import pipelinesModuleAirflow from '../index';

const RETRY_EVERY_MS = 1000;

/** A pipeline that somebody declared. */
function pipelineEntity(dagId: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: dagId,
      annotations: { 'sluice.dev/airflow-dag-id': dagId },
    },
    spec: {
      type: 'airflow-dag',
      owner: 'group:default/lab',
      lifecycle: 'production',
    },
  };
}

/** The pipelines backend with real Airflows behind it. Sources are read when the test says so. */
export class LabPortal {
  readonly #database: DatabaseService;
  readonly #scheduler: SchedulerService;
  readonly #backend: Awaited<ReturnType<typeof startTestBackend>>;

  /** @param options - `config`: more of `pipelines`; `entities`: instead of a pipeline for each of `dagIds` */
  static async start(options: {
    airflow: object[];
    dagIds?: string[];
    entities?: Entity[];
    features?: BackendFeature[];
    config?: object;
  }): Promise<LabPortal> {
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
        pipelinesModuleAirflow,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        catalogServiceMock.factory({
          entities:
            options.entities ?? (options.dagIds ?? []).map(pipelineEntity),
        }),
        ...(options.features ?? []),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://127.0.0.1:0' },
            permission: { enabled: true },
            pipelines: {
              environments: [{ name: 'prod' }],
              airflow: options.airflow,
              ...options.config,
            },
          } as any,
        }),
      ],
    });
    const portal = new LabPortal(scheduler, backend, database!);
    await scheduler.triggerTask('pipelines-reconcile');
    return portal;
  }

  private constructor(
    scheduler: SchedulerService,
    backend: Awaited<ReturnType<typeof startTestBackend>>,
    database: DatabaseService,
  ) {
    this.#database = database;
    this.#scheduler = scheduler;
    this.#backend = backend;
  }

  /** One poll of one source. */
  async sweep(sourceId: string): Promise<void> {
    await this.task(`pipelines-collect-${sourceId}`);
  }

  async source(id: string): Promise<any> {
    const { items } = await this.get('/sources');
    return items.find((each: any) => each.id === id);
  }

  pipeline(dagId: string): Promise<any> {
    return this.get(`/entities/component/default/${dagId}`);
  }

  /** Newest first. */
  async runs(dagId: string): Promise<any[]> {
    const path = `/entities/component/default/${dagId}/runs?limit=400`;
    return (await this.get(path)).items;
  }

  async tasks(dagId: string, runId: string): Promise<any[]> {
    const path = `/entities/component/default/${dagId}/runs/${runId}/tasks`;
    return (await this.get(path)).items;
  }

  get(path: string): Promise<any> {
    return this.send('GET', path);
  }

  /** @param options - `authorization`: whose call it is; somebody's if it is left out */
  async send(
    method: 'GET' | 'POST',
    path: string,
    options: { body?: object; authorization?: string } = {},
  ): Promise<any> {
    const url = `http://127.0.0.1:${this.#backend.server.port()}/api/pipelines${path}`;
    const { authorization, body } = options;
    const response = await fetch(url, {
      method,
      headers: {
        ...(authorization && { authorization }),
        ...(body && {
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }

  /** What the scheduler would do when its time has come. */
  async task(id: string): Promise<void> {
    await this.#scheduler.triggerTask(id);
  }

  /** Polls a source until what it told shows; Airflow takes its time. */
  async sweepUntil<T>(
    sourceId: string,
    what: string,
    look: () => Promise<T | undefined | false>,
    timeoutSeconds = 100,
  ): Promise<T> {
    const deadline = Date.now() + timeoutSeconds * 1000;
    for (;;) {
      await this.sweep(sourceId);
      const seen = await look();
      if (seen) return seen;
      if (Date.now() > deadline) {
        throw new Error(`Waited ${timeoutSeconds} s for ${what}`);
      }
      await new Promise(resolve => setTimeout(resolve, RETRY_EVERY_MS));
    }
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
    // The test backend leaves it open, and Jest would wait for its pool for ever.
    const client = await this.#database.getClient();
    await client.destroy();
  }
}
