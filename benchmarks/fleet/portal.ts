import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import {
  pipelinesExtensionPoint,
  type RunSource,
} from '@sluice/plugin-pipelines-node';
import { fleetDefinitions, fleetEntities, fleetRuns } from './entities';

/** Not a secret: it opens this benchmark's own backend on loopback, and ends with it. */
const TOKEN = 'benchmark-token-that-is-fake';

const REPORT_EVERY_MS = 20_000;

/** A portal backend with a catalog and a fleet of a given size. */
export interface BenchPortal {
  /** Gets a path under /api with a service token and reads the whole body. */
  get(path: string): Promise<any>;
  /** Rows that the pipelines plugin's queries have returned so far, counted from knex's query events. */
  rowsRead(): number;
  stop(): Promise<void>;
}

/** Starts a backend on PostgreSQL with `count` pipelines and waits until catalog and fleet hold all of them. */
export async function startPortal(options: {
  count: number;
  connectionString: string;
  port: number;
}): Promise<BenchPortal> {
  const { count, connectionString, port } = options;
  let rows = 0;

  const entities = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'bench',
    register(env) {
      env.registerInit({
        deps: { catalog: catalogProcessingExtensionPoint },
        async init({ catalog }) {
          catalog.addEntityProvider({
            getProviderName: () => 'bench',
            connect: connection =>
              connection.applyMutation({
                type: 'full',
                entities: fleetEntities(count).map(entity => ({
                  entity,
                  locationKey: 'bench',
                })),
              }),
          });
        },
      });
    },
  });

  const source: RunSource = {
    id: 'bench',
    technology: 'airflow',
    title: 'Benchmark',
    environment: 'prod',
    schedule: { intervalSeconds: 3600, timeoutSeconds: 600 },
    async *collect({ now }) {
      const definitions = fleetDefinitions(count);
      const runs = fleetRuns(count, now());
      for (let at = 0; at < runs.length; at += 400) {
        yield {
          cursor: at,
          runs: runs.slice(at, at + 400),
          definitions: at === 0 ? definitions : undefined,
        };
      }
    },
  };
  const observations = createBackendModule({
    pluginId: 'pipelines',
    moduleId: 'bench',
    register(env) {
      env.registerInit({
        deps: {
          sources: pipelinesExtensionPoint,
          database: coreServices.database,
        },
        async init({ sources, database }) {
          sources.addRunSource(source);
          const knex = await database.getClient();
          knex.on('query-response', (response: unknown) => {
            rows += rowsOf(response);
          });
        },
      });
    },
  });

  const backend = createBackend();
  backend.add(
    mockServices.rootConfig.factory({
      data: {
        app: { baseUrl: `http://localhost:${port}` },
        backend: {
          baseUrl: `http://localhost:${port}`,
          listen: { host: '127.0.0.1', port },
          // A database a plugin, and none of another size's: their tasks have run there, and wouldn't run again.
          database: {
            client: 'pg',
            connection: connectionString,
            prefix: `bench_${count}_`,
          },
          auth: {
            externalAccess: [
              { type: 'static', options: { token: TOKEN, subject: 'bench' } },
            ],
          },
        },
        catalog: { processingInterval: { hours: 24 } },
        permission: { enabled: true },
        pipelines: {
          environments: [{ name: 'prod', title: 'Production' }],
          clients: [
            {
              subject: 'bench',
              permissions: ['pipelines.pipeline.read'],
            },
          ],
        },
      },
    }),
  );
  backend.add(mockServices.rootLogger.factory({ level: 'warn' }));
  backend.add(import('@backstage/plugin-auth-backend'));
  backend.add(import('@backstage/plugin-permission-backend'));
  backend.add(import('@sluice/plugin-permission-backend-module-pipelines'));
  backend.add(import('@backstage/plugin-catalog-backend'));
  backend.add(import('@sluice/plugin-pipelines-backend'));
  backend.add(entities);
  backend.add(observations);
  await backend.start();

  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}/api${path}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    const body = await response.json();
    if (!response.ok) {
      throw new Error(
        `${path} answered ${response.status}: ${JSON.stringify(body)}`,
      );
    }
    return body;
  };

  await until(count, 'in the catalog', async () => {
    const query = 'filter=kind=component&limit=0';
    return (await get(`/catalog/entities/by-query?${query}`)).totalItems;
  });
  await until(count, 'in the fleet with their runs', async () => {
    const query = 'limit=1&facets=false';
    const all = await get(`/pipelines/fleet?${query}`);
    const unseen = await get(`/pipelines/fleet?${query}&status=idle`);
    return all.totalItems - unseen.totalItems;
  });

  return { get, rowsRead: () => rows, stop: () => backend.stop() };
}

function rowsOf(response: unknown): number {
  if (Array.isArray(response)) return response.length;
  return (response as { rows?: unknown[] })?.rows?.length ?? 0;
}

/** Waits until `there` tells `count`, and says how far it is. */
async function until(
  count: number,
  what: string,
  there: () => Promise<number>,
): Promise<void> {
  const end = Date.now() + 20 * 60_000;
  let reported = Date.now();
  for (;;) {
    const found = await there().catch(() => 0);
    if (found >= count) return;
    if (Date.now() > end) {
      throw new Error(`Gave up: only ${found} of ${count} pipelines ${what}`);
    }
    if (Date.now() - reported > REPORT_EVERY_MS) {
      process.stderr.write(`  ${found} of ${count} pipelines ${what}\n`);
      reported = Date.now();
    }
    await new Promise(resolve => setTimeout(resolve, 1_000));
  }
}
