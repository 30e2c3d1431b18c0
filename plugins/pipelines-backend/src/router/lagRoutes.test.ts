import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  type GroupReading,
  pipelinesExtensionPoint,
} from '@sluice/plugin-pipelines-node';
import request from 'supertest';
import { fakeSource } from '../__testUtils__/createPortal';
import { pipelinesPlugin } from '../plugin';

jest.setTimeout(60_000);

const group = (name: string, committed: number | null): GroupReading => ({
  group: name,
  state: 'stable',
  protocol: 'consumer',
  members: [{ memberId: 'm1', clientId: 'c1', host: '/10.0.0.7' }],
  partitions: [{ topic: 'orders', partition: 0, committed, memberId: 'm1' }],
});

const source = fakeSource({
  id: 'kafka-prod',
  technology: 'kafka',
  title: 'Kafka (prod)',
  async *collect({ now }) {
    yield {
      cursor: null,
      lag: {
        at: now().toISOString(),
        complete: true,
        groups: [group('orders', 40), group('team/ü', 100), group('new', null)],
        logs: [{ topic: 'orders', partition: 0, end: 100 }],
        topics: [
          { topic: 'orders', partitions: 1, underReplicated: 0, offline: 0 },
        ],
        brokers: 1,
        requests: 5,
      },
    };
  },
});

async function start() {
  const { server } = await startTestBackend({
    features: [
      pipelinesPlugin,
      mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
      mockServices.rootConfig.factory({
        data: { permission: { enabled: true } },
      }),
      mockServices.scheduler.factory({
        includeInitialDelayedTasksOnStartup: true,
      }),
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: {
              name: 'enrich',
              annotations: { 'sluice.dev/kafka-consumer-group': 'orders' },
            },
            spec: { type: 'kafka-consumer', owner: 'sales' },
          },
        ],
      }),
      createBackendModule({
        pluginId: 'pipelines',
        moduleId: 'fake-kafka',
        register: env =>
          env.registerInit({
            deps: { pipelines: pipelinesExtensionPoint },
            init: async ({ pipelines }) => pipelines.addRunSource(source),
          }),
      }),
    ],
  });
  return (path: string) =>
    request(server)
      .get(`/api/pipelines${path}`)
      .set('Authorization', mockCredentials.user.header());
}

describe('the routes of lag', () => {
  let get: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    get = await start();
  });

  it('list clusters with how their last sweep went', async () => {
    const { body } = await get('/kafka/clusters');
    expect(body.items).toEqual([
      {
        id: 'kafka-prod',
        title: 'Kafka (prod)',
        environment: 'prod',
        demo: false,
        sourceStatus: 'healthy',
        intervalSeconds: 30,
        sweptAt: expect.any(String),
        complete: true,
        brokers: 1,
        topics: 1,
        partitions: 1,
        underReplicated: 0,
        offline: 0,
        groups: 3,
        requests: 5,
      },
    ]);
  });

  it('show the past of a group, be it a pipeline or not', async () => {
    const { body: page } = await get('/kafka/groups?bound=false');
    const [stranger] = page.items;
    const { body } = await get(`/kafka/groups/${stranger.id}/lag?points=50`);
    expect(body).toMatchObject({
      series: {
        group: { id: stranger.id },
        stepSeconds: 60,
        points: [{ status: stranger.status }],
        changes: [{ status: stranger.status, reason: stranger.reason }],
      },
    });
    const missing = await get('/kafka/groups/999999/lag');
    expect(missing.status).toBe(404);
  });

  it('tell how far some groups were behind over the last hours', async () => {
    const { body: page } = await get('/kafka/groups?orderBy=lag');
    const [orders, , fresh] = page.items;
    const { body } = await get(
      `/kafka/group-trends?groupId=${orders.id}&groupId=${fresh.id}&groupId=999999&hours=1&steps=4`,
    );
    const anywhere = expect.arrayContaining([60, null, null, null]);
    expect(body).toEqual({
      from: expect.any(String),
      stepSeconds: 900,
      items: [
        { groupId: orders.id, lag: anywhere },
        { groupId: fresh.id, lag: [null, null, null, null] },
      ],
    });
    const one = await get(`/kafka/group-trends?groupId=${orders.id}`);
    expect(one.body.stepSeconds).toBe(720);
    expect(one.body.items[0].lag).toHaveLength(30);
  });

  it('list groups by pages, and leave out what is unknown', async () => {
    const first = await get('/kafka/groups?limit=2&orderBy=lag');
    expect(first.body).toMatchObject({
      items: [
        { group: 'orders', lag: 60, stale: false, state: 'stable' },
        { group: 'team/ü', lag: 0, seconds: 0, status: 'ok' },
      ],
      totalItems: 3,
      byStatus: { ok: 2, unknown: 1 },
      byCluster: { 'kafka-prod': 3 },
      byBinding: { bound: expect.any(Number), unbound: expect.any(Number) },
      abandoned: 0,
    });
    const { nextCursor } = first.body;
    const second = await get(
      `/kafka/groups?limit=2&orderBy=lag&cursor=${nextCursor}`,
    );
    expect(second.body.items).toMatchObject([{ group: 'new' }]);
    expect(second.body.items[0]).not.toHaveProperty('lag');
    const some = await get('/kafka/groups?status=unknown&status=stall');
    expect(some.body).toMatchObject({
      totalItems: 1,
      byStatus: { ok: 2, unknown: 1 },
    });
  });

  it('tell a group with its partitions and members', async () => {
    const { body } = await get('/kafka/groups?text=team%2F');
    const detail = await get(`/kafka/groups/${body.items[0].id}`);
    expect(detail.body).toMatchObject({
      group: { group: 'team/ü', members: 1, partitions: 1 },
      partitions: [{ topic: 'orders', committed: 100, end: 100, lag: 0 }],
      members: [
        { memberId: 'm1', clientId: 'c1', host: '/10.0.0.7', partitions: 1 },
      ],
    });
    expect(detail.body.partitions[0]).not.toHaveProperty('start');
  });

  it('tell the past of a pipeline', async () => {
    const { body } = await get('/entities/component/default/enrich/lag');
    expect(body).toMatchObject({
      items: [
        {
          group: { group: 'orders', entityRef: 'component:default/enrich' },
          stepSeconds: 60,
          points: [{ lag: 60, status: 'ok' }],
          changes: [{ status: 'ok' }],
        },
      ],
    });
    const elsewhere = await get(
      '/entities/component/default/enrich/lag?environment=dev',
    );
    expect(elsewhere.body.items).toEqual([]);
  });

  it.each([
    ['/kafka/groups?cursor=nonsense', 400, 'not one that this API gave out'],
    ['/kafka/groups?orderBy=colour', 400, 'orderBy'],
    ['/kafka/groups?limit=101', 400, 'limit'],
    ['/kafka/group-trends', 400, 'groupId'],
    ['/kafka/group-trends?groupId=0', 400, 'groupId'],
    ['/kafka/group-trends?groupId=1&hours=25', 400, 'hours'],
    [
      `/kafka/group-trends?${'groupId=1&'.repeat(101)}`,
      400,
      'must NOT have more than 100 items',
    ],
    ['/kafka/groups/999', 404, 'There is no consumer group 999'],
    [
      '/entities/component/default/enrich/lag?from=2026-11-02T00%3A00%3A00Z&to=2026-11-01T00%3A00%3A00Z',
      400,
      'query.from',
    ],
    [
      '/entities/component/default/enrich/lag?from=2020-01-01T00%3A00%3A00Z',
      400,
      'at most 400 days',
    ],
    ['/entities/component/default/nobody/lag', 404, 'is not a pipeline'],
  ])('refuse %s', async (path, expected, message) => {
    const { body, status } = await get(path);
    expect(status).toBe(expected);
    expect(body.error.message).toContain(message);
  });
});
