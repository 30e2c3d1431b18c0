import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import pipelinesPlugin from '@sluice/plugin-pipelines-backend';
import {
  pipelinesDeliveryExtensionPoint,
  pipelinesExtensionPoint,
  pipelinesOperationsExtensionPoint,
} from '@sluice/plugin-pipelines-node';
import { parse, parseAllDocuments } from 'yaml';
import { catalogFiles } from '../catalog/files';
import { createNorthstar } from '../createNorthstar';
import { CLUSTERS } from '../streams';

const ROOT = resolve(__dirname, '../../../..');

// It plays two weeks through all of delivery.
jest.setTimeout(300_000);

/** The catalog of the demo, with the relations that the real one makes of it. */
function entities(): Entity[] {
  const all = [...catalogFiles()]
    .filter(([file]) => file.endsWith('.yaml'))
    .flatMap(([, content]) =>
      parseAllDocuments(content).map(each => each.toJS() as Entity),
    )
    .filter(each => each?.kind !== undefined && each.kind !== 'Location');
  const users = all.filter(each => each.kind === 'User');
  const groupsOf = (user: Entity) =>
    ((user.spec?.memberOf ?? []) as string[]).map(
      name => `group:default/${name}`,
    );
  const related = (entity: Entity, type: string, targets: string[]) => ({
    ...entity,
    relations: targets.map(targetRef => ({ type, targetRef })),
  });
  return all.map(entity => {
    if (entity.kind === 'User') {
      return related(entity, 'memberOf', groupsOf(entity));
    }
    if (entity.kind !== 'Group') return entity;
    const members = users.filter(each =>
      groupsOf(each).includes(`group:default/${entity.metadata.name}`),
    );
    return related(
      entity,
      'hasMember',
      members.map(each => `user:default/${each.metadata.name}`),
    );
  });
}

describe('the past of Northstar', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it('is told once, through all that a person would go through', async () => {
    const knex = await databases.init('SQLITE_3');
    const dir = mkdtempSync(join(tmpdir(), 'sluice-past-'));
    const { pipelines } = parse(
      readFileSync(join(ROOT, 'app-config.yaml'), 'utf8'),
    );
    const permissions = mockServices.permissions.mock();
    const allow = async (requests: unknown[]) =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW } as never));
    permissions.authorize.mockImplementation(allow);
    permissions.authorizeConditional.mockImplementation(allow);
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    const said = (level: 'info' | 'debug') =>
      logger[level].mock.calls
        .map(([line]) => line)
        .filter(line => line.includes('Northstar Retail'));

    const start = () =>
      startTestBackend({
        features: [
          pipelinesPlugin,
          createBackendModule({
            pluginId: 'pipelines',
            moduleId: 'past',
            register(reg) {
              reg.registerInit({
                deps: {
                  delivery: pipelinesDeliveryExtensionPoint,
                  operations: pipelinesOperationsExtensionPoint,
                  pipelines: pipelinesExtensionPoint,
                },
                async init({ delivery, operations, pipelines: point }) {
                  const northstar = createNorthstar({
                    seed: 'northstar',
                    historyDays: 11,
                    tickSeconds: 15,
                    deployments: {
                      dir: join(dir, 'deployments'),
                      stepSeconds: 0,
                    },
                    logger,
                  });
                  delivery.addDeployer(northstar.deployer!);
                  delivery.addPastDelivery(northstar.past!);
                  operations.addOperationExecutor(...northstar.executors!);
                  // The smallest one: with its first sweep the demo begins.
                  point.addRunSource(
                    ...northstar.sources.filter(
                      ({ id }) => id === CLUSTERS.analytics,
                    ),
                  );
                },
              });
            },
          }),
          permissions.factory,
          logger.factory,
          mockServices.database.factory({ knex }),
          mockServices.scheduler.factory({
            includeInitialDelayedTasksOnStartup: true,
          }),
          mockServices.rootConfig.factory({
            data: {
              permission: { enabled: true },
              pipelines: {
                ...pipelines,
                policyFile: join(ROOT, 'catalog/policies.yaml'),
                ledger: { headFile: join(dir, 'heads.jsonl') },
                releases: { artifactDirectory: join(dir, 'artifacts') },
                docs: undefined,
                reports: undefined,
                northstar: undefined,
              },
            },
          }),
          catalogServiceMock.factory({ entities: entities() }),
        ],
      });
    const get = async (
      { port }: { port(): number },
      path: string,
      person = 'ines.duarte',
    ) => {
      const answer = await fetch(
        `http://localhost:${port()}/api/pipelines${path}`,
        {
          headers: {
            authorization: mockCredentials.user.header(
              `user:default/${person}`,
            ),
          },
        },
      );
      return answer.json();
    };

    const first = await start();
    try {
      for (;;) {
        const [row] = await knex('past_tellings');
        if (row?.told_at) break;
        await sleep(200);
      }
      expect(said('info')).toEqual([
        expect.stringMatching(/^Told what was delivered at Northstar Retail/),
      ]);
      // What waited for a vote when its target was changed by hand is another promotion since.
      expect(said('debug')).toEqual([
        expect.stringContaining('is Invalidated: What it is about has changed'),
      ]);

      const states = new Set(await knex('promotions').pluck('state'));
      expect([...states]).toEqual(
        expect.arrayContaining([
          'AwaitingApproval',
          'Scheduled',
          'Verifying',
          'Reconciling',
          'Succeeded',
          'Failed',
          'Rejected',
          'Expired',
          'Invalidated',
          'Superseded',
          'Cancelled',
        ]),
      );
      const count = async (where: object) =>
        knex('promotions').where(where).count({ n: '*' }).first();
      expect(await count({ bake_state: 'baking' })).not.toEqual({ n: 0 });
      expect(await count({ kind: 'rollback', is_automatic: true })).toEqual({
        n: 1,
      });
      expect(await count({ kind: 'rollback', is_automatic: false })).toEqual({
        n: 1,
      });
      const [hotfix] = await knex('promotions')
        .where({ lane: 'hotfix', break_glass: false })
        .whereNotNull('restored_at');
      expect(hotfix.reviewed_by).toBe('user:default/priya.raman');
      const [broken] = await knex('promotions').where({ break_glass: true });
      expect(broken).toMatchObject({ state: 'Succeeded', reviewed_by: null });
      expect(
        await knex('unmanaged_changes')
          .orderBy('id')
          .select('unit', 'acknowledged_by'),
      ).toEqual([
        { unit: 'spark-supply', acknowledged_by: 'user:default/aisha.bello' },
        { unit: 'supplier-asn-sink', acknowledged_by: null },
      ]);
      expect(
        await knex('promotion_holds').where({ unit: 'spark-customer' }),
      ).toHaveLength(1);

      const { items } = await get(
        first.server,
        '/approvals?view=decide&limit=50',
      );
      expect(items.length).toBeGreaterThanOrEqual(4);
      expect(items.map((each: any) => each.type)).toEqual(
        expect.arrayContaining(['policy-change', 'operation']),
      );
      const finance = await get(
        first.server,
        '/approvals?view=decide&limit=50',
        'grace.okafor',
      );
      expect(finance.items.map((each: any) => each.title)).toContainEqual(
        expect.stringContaining('northstar-dags-finance'),
      );
      expect(await get(first.server, '/ledger/verify')).toMatchObject({
        status: 'intact',
      });

      // What runs is what was told: nobody has changed anything else.
      const { deployer } = createNorthstar({
        seed: 'northstar',
        historyDays: 11,
        tickSeconds: 15,
        deployments: { dir: join(dir, 'deployments'), stepSeconds: 0 },
        logger,
      });
      const wrong: unknown[] = [];
      for (const row of await knex('unit_environments')
        .whereNotNull('origin')
        .whereNot({ unit: 'spark-attribution', environment: 'prod' })) {
        const { releaseDigest, version } = await deployer!.read(row);
        if ((releaseDigest ?? version) !== row.running_version) wrong.push(row);
      }
      expect(wrong).toEqual([]);
    } finally {
      await first.stop();
    }

    const told = await knex('promotions').count({ n: '*' });
    const second = await start();
    try {
      await sleep(2_000);
      expect(await knex('promotions').count({ n: '*' })).toEqual(told);
      expect(said('info')).toHaveLength(1);
    } finally {
      await second.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
