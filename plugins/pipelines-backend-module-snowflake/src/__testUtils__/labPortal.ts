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
import pipelinesModuleSnowflake from '../index';

const CATALOG = resolve(__dirname, '../../../../catalog/lab/all.yaml');

/** The tables of the lab's catalog. */
function labTables(): Entity[] {
  return parseAllDocuments(readFileSync(CATALOG, 'utf8'))
    .map(document => document.toJS() as Entity)
    .filter(entity => entity.kind === 'Resource');
}

/** What the backend stored of the age of a dataset. */
export type StoredAge = {
  at: string;
  measure: string;
  ageSeconds: number | null;
  loadedAt: string | null;
};

/** The pipelines backend with the emulator behind it. Nothing is read before the test says so. */
export class LabPortal {
  readonly #database: DatabaseService;
  readonly #scheduler: SchedulerService;
  readonly #backend: Awaited<ReturnType<typeof startTestBackend>>;

  /** @param instance - as in the config, under `pipelines.snowflake` */
  static async start(instance: object): Promise<LabPortal> {
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
        pipelinesModuleSnowflake,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        catalogServiceMock.factory({ entities: labTables() }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://127.0.0.1:0' },
            permission: { enabled: true },
            pipelines: {
              environments: [{ name: 'prod' }],
              snowflake: [
                { name: 'snowflake-prod', environment: 'prod', ...instance },
              ],
            },
          } as any,
        }),
      ],
    });
    return new LabPortal(scheduler, backend, database!);
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

  /** Reads Snowflake once. */
  async sweep(): Promise<void> {
    await this.#scheduler.triggerTask('pipelines-collect-snowflake-prod');
  }

  async source(): Promise<any> {
    const url = `http://127.0.0.1:${this.#backend.server.port()}/api/pipelines/sources`;
    const response = await fetch(url);
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    return JSON.parse(text).items[0];
  }

  /** What was read last of each dataset, by its name. */
  async ages(): Promise<Record<string, StoredAge>> {
    const client = await this.#database.getClient();
    const rows = await client('freshness_readings')
      .join('datasets', 'datasets.id', 'freshness_readings.subject_id')
      .where({ subject_type: 'dataset', technology: 'snowflake' })
      .orderBy('at')
      .select('external_id', 'at', 'measure', 'age_seconds', 'loaded_at');
    return Object.fromEntries(
      rows.map(row => [
        row.external_id,
        {
          at: row.at,
          measure: row.measure,
          ageSeconds: row.age_seconds,
          loadedAt: row.loaded_at,
        },
      ]),
    );
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
    // The test backend leaves it open, and Jest would wait for its pool for ever.
    const client = await this.#database.getClient();
    await client.destroy();
  }
}
