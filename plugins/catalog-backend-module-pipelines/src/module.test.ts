import {
  type SchedulerService,
  coreServices,
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  type EntityProviderConnection,
  catalogProcessingExtensionPoint,
} from '@backstage/plugin-catalog-node';
import type { DiscoveredDefinition } from '@sluice/plugin-pipelines-common';
import request from 'supertest';
import catalogModulePipelines from '.';

/** Processing and stitching run in the background of a real catalog. */
jest.setTimeout(60_000);

const ORDERS: DiscoveredDefinition = {
  technology: 'airflow',
  externalId: 'orders',
  type: 'airflow-dag',
  environments: ['prod'],
  sources: ['airflow-prod'],
  paused: false,
};

function component(name: string, spec: object): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: {
        'sluice.dev/airflow-dag-id': name,
        'backstage.io/managed-by-location': 'file:/catalog/all.yaml',
        'backstage.io/managed-by-origin-location': 'file:/catalog/all.yaml',
      },
    },
    spec: {
      type: 'airflow-dag',
      owner: 'sales',
      lifecycle: 'production',
      ...spec,
    },
  };
}

async function start() {
  const api = { definitions: [] as DiscoveredDefinition[], tokens: [''] };

  /** Stands in for the pipelines backend. */
  const pipelinesPlugin = createBackendPlugin({
    pluginId: 'pipelines',
    register(reg) {
      reg.registerInit({
        deps: {
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        async init({ httpAuth, httpRouter }) {
          httpRouter.use(async (req, res) => {
            const { principal } = await httpAuth.credentials(req, {
              allow: ['service'],
            });
            api.tokens.push(principal.subject);
            const isDatasets = req.path.endsWith('/datasets');
            res.json({ items: isDatasets ? [] : api.definitions });
          });
        },
      });
    },
  });

  /** Stands in for entities from files: they have a location key. */
  let connection: EntityProviderConnection | undefined;
  let scheduler: SchedulerService | undefined;
  const files = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'files',
    register(reg) {
      reg.registerInit({
        deps: {
          processing: catalogProcessingExtensionPoint,
          catalogScheduler: coreServices.scheduler,
        },
        async init({ processing, catalogScheduler }) {
          scheduler = catalogScheduler;
          processing.addEntityProvider({
            getProviderName: () => 'files',
            connect: async c => {
              connection = c;
            },
          });
        },
      });
    },
  });

  const { server } = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModulePipelines,
      pipelinesPlugin,
      files,
      mockServices.scheduler.factory({ skipTaskRunOnStartup: true }),
      mockServices.rootConfig.factory({
        data: {
          backend: {
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          catalog: { rules: [{ allow: ['Component', 'Group'] }] },
        },
      }),
    ],
  });

  async function get(name: string): Promise<any> {
    const response = await request(server)
      .get(`/api/catalog/entities/by-name/component/default/${name}`)
      .set('Authorization', mockCredentials.service.header());
    return response.body;
  }

  return {
    api,
    declare: (...entities: Entity[]) =>
      connection!.applyMutation({
        type: 'full',
        entities: entities.map(entity => ({
          entity,
          locationKey: 'file:/catalog/all.yaml',
        })),
      }),
    discover: (...definitions: DiscoveredDefinition[]) => {
      api.definitions = definitions;
      return scheduler!.triggerTask('discovered-pipelines:refresh');
    },
    get,
    /** Asks for the entity until it fulfils the condition; Jest's time-out ends a wait that is in vain. */
    async waitFor(name: string, isFulfilled: (entity: any) => boolean) {
      for (;;) {
        const entity = await get(name);
        if (isFulfilled(entity)) return entity;
        await new Promise(resolve => setTimeout(resolve, 200));
      }
    },
  };
}

describe('catalogModulePipelines', () => {
  it('keeps an entity with mistakes visible and says what they are', async () => {
    const { declare, waitFor } = await start();

    await declare(
      component('broken', {
        tier: 'high',
        schedule: { cron: '61 * * * *', timezone: 'Mars/Base' },
      }),
      component('fine', { tier: 1 }),
    );

    const broken = await waitFor('broken', entity => entity.metadata);
    expect(broken.spec.tier).toBe('high');
    expect(broken.status.items).toEqual([
      {
        type: 'sluice.dev/pipeline-validation',
        level: 'error',
        message: 'spec.tier: must be 1, 2 or 3, got "high"',
      },
      expect.objectContaining({
        message: expect.stringMatching(/^spec\.schedule\.cron: .* minute: 61$/),
      }),
      expect.objectContaining({
        message: expect.stringMatching(/^spec\.schedule\.timezone: .*Mars/),
      }),
    ]);
    const fine = await waitFor('fine', entity => entity.metadata);
    expect(fine.status).toBeUndefined();
  });

  it('shows a discovered pipeline, gives way to one that somebody declares, and then leaves that one alone', async () => {
    const { api, declare, discover, get, waitFor } = await start();

    await discover(ORDERS);
    const discovered = await waitFor('orders', entity => entity.metadata);
    expect(api.tokens).toContain('plugin:catalog');
    expect(discovered.spec).toMatchObject({
      type: 'airflow-dag',
      owner: 'group:default/unowned',
    });

    await declare(component('orders', { tier: 2 }));
    await waitFor('orders', entity => entity.spec?.tier === 2);

    // Until the pipelines backend has noticed, it still lists the pipeline as not declared.
    await discover(ORDERS);
    await discover();
    await declare(component('orders', { tier: 3 }));
    await waitFor('orders', entity => entity.spec?.tier === 3);
    expect((await get('orders')).metadata.annotations).not.toHaveProperty([
      'sluice.dev/discovered-by',
    ]);
  });

  it('removes a pipeline that is no longer there', async () => {
    const { discover, waitFor } = await start();

    await discover(ORDERS);
    await waitFor('orders', entity => entity.metadata);
    await discover();

    const gone = await waitFor('orders', entity => !entity.metadata);
    expect(gone.error.name).toBe('NotFoundError');
  });
});
