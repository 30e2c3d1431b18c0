import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
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
import { parseAllDocuments } from 'yaml';
import pipelinesModuleDbt from '../index';

const CATALOG = resolve(__dirname, '../../../../catalog/lab/all.yaml');

/** An entity of the lab's catalog. */
export function labEntity(name: string): Entity {
  const entities = parseAllDocuments(readFileSync(CATALOG, 'utf8')).map(
    document => document.toJS() as Entity,
  );
  return entities.find(entity => entity.metadata.name === name)!;
}

/** The pipelines backend with the real dbt's artifacts behind it. Nothing is read before the test says so. */
export class LabPortal {
  readonly #database: DatabaseService;
  readonly #scheduler: SchedulerService;
  readonly #backend: Awaited<ReturnType<typeof startTestBackend>>;

  static async start(options: {
    /** The folder of the artifacts. */
    target: string;
    entity: Entity;
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
        pipelinesModuleDbt,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        catalogServiceMock.factory({ entities: [options.entity] }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://127.0.0.1:0' },
            permission: { enabled: true },
            pipelines: {
              environments: [{ name: 'prod' }],
              dbt: [
                {
                  name: 'dbt-prod',
                  environment: 'prod',
                  artifacts: { path: options.target },
                },
              ],
              dbtArtifacts: { allowedFileRoots: [options.target] },
            },
          } as any,
        }),
      ],
    });
    const portal = new LabPortal(scheduler, backend, database!);
    await scheduler.triggerTask('pipelines-reconcile');
    await scheduler.triggerTask('pipelines-slo-definitions');
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

  /** Reads the artifacts once, and judges what came. */
  async sweep(): Promise<void> {
    await this.#scheduler.triggerTask('pipelines-collect-dbt-prod');
    await this.judge();
  }

  async judge(): Promise<void> {
    await this.#scheduler.triggerTask('pipelines-slos');
  }

  async source(): Promise<any> {
    return (await this.get('/sources')).items[0];
  }

  /** The pipeline's row of the fleet. */
  async row(name: string): Promise<any> {
    return (await this.get(`/entities/component/default/${name}`)).row;
  }

  /** Newest first. */
  async runs(name: string): Promise<any[]> {
    return (await this.get(`/entities/component/default/${name}/runs`)).items;
  }

  async slo(name: string, slo: string): Promise<any> {
    const { items } = await this.get(
      `/entities/component/default/${name}/slos`,
    );
    return items.find((each: any) => each.name === slo);
  }

  async verdicts(sloId: number): Promise<any[]> {
    return (await this.get(`/slos/${sloId}/verdicts`)).items;
  }

  async get(path: string): Promise<any> {
    const url = `http://127.0.0.1:${this.#backend.server.port()}/api/pipelines${path}`;
    const response = await fetch(url);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
    // The test backend leaves it open, and Jest would wait for its pool for ever.
    const client = await this.#database.getClient();
    await client.destroy();
  }
}
