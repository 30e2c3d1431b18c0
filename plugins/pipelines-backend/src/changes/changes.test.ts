import { TestDatabases } from '@backstage/backend-test-utils';
import type { DeployedRelease } from '.';
import type { RunBatch } from '@sluice/plugin-pipelines-node';
import {
  at,
  createPortal,
  dagEntity,
  definition,
  fakeSource,
  run,
} from '../__testUtils__/createPortal';

jest.setTimeout(60_000);

const DAY = 24 * 60;

/** `close` reads what `load` writes. */
const entities = (owner = 'finance') => [
  {
    ...dagEntity('close', 'close', { owner }),
    relations: [{ type: 'dependsOn', targetRef: 'resource:default/orders' }],
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: 'orders' },
    spec: { type: 'snowflake-table' },
    relations: [{ type: 'dependsOn', targetRef: 'component:default/load' }],
  },
  {
    ...dagEntity('load', 'load'),
    relations: [
      { type: 'dependsOn', targetRef: 'component:default/unobserved' },
    ],
  },
  dagEntity('unobserved', undefined),
];

describe('ChangesService', () => {
  const databases = TestDatabases.create();

  async function start(
    databaseId: Parameters<typeof databases.init>[0],
    batches: RunBatch[],
    deployments?: DeployedRelease[],
  ) {
    const portal = await createPortal({
      databases,
      databaseId,
      entities: entities(),
      deployments,
      sources: [
        fakeSource({
          async *collect() {
            const batch = batches.shift();
            if (!batch) throw new Error('away');
            yield batch;
          },
        }),
      ],
    });
    await portal.sweep();
    await portal.reconcile();
    const before = async (
      scope: Parameters<typeof portal.changes.before>[2] = {},
    ) => {
      const record = await portal.fleet.find('component:default/close', {});
      return portal.changes.before(
        record!,
        { before: at(10 * DAY), window: '24h' },
        scope,
      );
    };
    return { portal, before };
  }

  it.each(databases.eachSupportedId())(
    'says what failed upstream, what was configured and what nobody knows, %p',
    async databaseId => {
      const definitions = [
        definition('close', { schedule: '0 4 * * *' }),
        definition('load'),
      ];
      const { portal, before } = await start(databaseId, [
        { cursor: 1, definitions, version: '2.10.5' },
        {
          cursor: 2,
          version: '2.11.2',
          definitions: [
            definition('close', { schedule: '0 5 * * *' }),
            definition('load', { paused: true }),
          ],
          runs: [
            run({
              pipelineExternalId: 'load',
              state: 'failed',
              runAfter: at(3),
              startedAt: at(3),
              endedAt: at(4),
            }),
          ],
        },
      ]);
      portal.pass(5);
      await portal.sweep();
      portal.setEntities(entities('controlling'));
      await portal.reconcile();
      portal.pass(1);

      const { items, unknown, ...rest } = await before();
      expect(
        items.map(({ distance, pipeline, reason }) => [
          pipeline.split('/')[1],
          distance,
          reason.code,
          reason.after,
        ]),
      ).toEqual(
        expect.arrayContaining([
          ['load', 1, 'run-failed', undefined],
          ['load', 1, 'paused', undefined],
          ['close', 0, 'definition-changed', '0 5 * * *'],
          ['close', 0, 'catalog-changed', 'group:default/controlling'],
          ['close', 0, 'source-version', '2.11.2'],
        ]),
      );
      expect(items).toHaveLength(5);
      expect(items[0].pipeline).toBe('component:default/close');
      expect(items.map(i => i.distance)).toEqual([0, 0, 0, 1, 1]);
      expect(unknown).toEqual([
        { pipeline: 'component:default/unobserved', why: 'not-observed' },
      ]);
      expect(rest).toMatchObject({
        environment: 'prod',
        pipelines: 3,
        hidden: 0,
        truncated: false,
        kinds: ['run', 'release', 'configuration', 'volume', 'tests', 'source'],
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'leaves out what the caller may not see, and counts it, %p',
    async databaseId => {
      const { portal, before } = await start(databaseId, [
        { cursor: 1, definitions: [definition('close'), definition('load')] },
        {
          cursor: 2,
          definitions: [
            definition('close'),
            definition('load', { paused: true }),
          ],
        },
      ]);
      portal.pass(5);
      await portal.sweep();
      await portal.reconcile();
      const owners = { property: 'owner' as const, values: ['nobody'] };
      const { items, hidden, unknown } = await before({ conditions: owners });
      expect(items).toEqual([]);
      expect(unknown).toEqual([]);
      expect(hidden).toBe(3);
    },
  );

  it.each(databases.eachSupportedId())(
    'says when a source was lost, and since when it is not read, %p',
    async databaseId => {
      const { portal, before } = await start(databaseId, [
        { cursor: 1, definitions: [definition('close'), definition('load')] },
      ]);
      for (let i = 0; i < 3; i++) {
        portal.pass(30);
        await portal.sweep();
      }
      const { items, unknown } = await before();
      expect(items.map(i => i.reason.code)).toContain('source-unreadable');
      expect(unknown).toContainEqual(
        expect.objectContaining({
          pipeline: 'component:default/close',
          why: 'not-read',
          readThrough: at(0),
        }),
      );
    },
  );

  it.each(databases.eachSupportedId())(
    'names a release of several pipelines once, at the nearest that it changed, %p',
    async databaseId => {
      const { before } = await start(
        databaseId,
        [{ cursor: 1, definitions: [definition('close'), definition('load')] }],
        [
          {
            at: at(9 * DAY + 30),
            how: 'deployed',
            promotionId: 12,
            after: '1.1.0',
            members: ['component:default/load', 'component:default/close'],
            authors: ['user:default/mara'],
          },
          {
            at: at(9 * DAY + 40),
            how: 'rolled-back',
            promotionId: 13,
            after: '1.0.0',
            members: ['component:default/load'],
            authors: [],
          },
        ],
      );
      const { items } = await before();
      expect(
        items
          .filter(each => each.kind === 'release')
          .map(each => [
            each.pipeline,
            each.promotion,
            each.reason.code,
            each.reason.after,
            each.reason.people,
          ]),
      ).toEqual([
        [
          'component:default/close',
          12,
          'release-deployed',
          '1.1.0',
          ['user:default/mara'],
        ],
        [
          'component:default/load',
          13,
          'release-rolled-back',
          '1.0.0',
          undefined,
        ],
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'keeps no change of what moves by itself, %p',
    async databaseId => {
      const { portal, before } = await start(databaseId, [
        {
          cursor: 1,
          definitions: [definition('close', { nextRunAt: at(60) })],
        },
        {
          cursor: 2,
          definitions: [definition('close', { nextRunAt: at(90) })],
          definitionsComplete: true,
        },
      ]);
      portal.pass(5);
      await portal.sweep();
      await portal.reconcile();
      expect((await before()).items).toEqual([]);
    },
  );
});
