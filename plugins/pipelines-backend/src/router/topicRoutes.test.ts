import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  pipelinesExtensionPoint,
  type TopicReading,
} from '@sluice/plugin-pipelines-node';
import request from 'supertest';
import { fakeSource } from '../__testUtils__/createPortal';
import { pipelinesPlugin } from '../plugin';

jest.setTimeout(60_000);

const topic = (
  name: string,
  options: Partial<TopicReading> = {},
): TopicReading => ({
  topic: name,
  partitions: 2,
  underReplicated: 1,
  offline: 1,
  layout: [
    { partition: 0, leader: 1, replicas: 3, inSync: 2 },
    { partition: 1, leader: null, replicas: 3, inSync: 0 },
  ],
  ...options,
});

const TOPICS = [
  topic('orders', { retentionMs: 86_400_000, compacted: false }),
  topic('orders.dlq', { deadLettersOf: { topic: 'orders' } }),
  topic('error.orders.sink', {
    deadLettersOf: { topic: 'orders', group: 'sink' },
  }),
  topic('error.orders.other', {
    deadLettersOf: { topic: 'orders', group: 'other' },
  }),
  topic('payments.dlq', { deadLettersOf: { topic: 'payments' } }),
  topic('old', { layout: undefined }),
];

const source = fakeSource({
  id: 'kafka-prod',
  technology: 'kafka',
  title: 'Kafka (prod)',
  async readDeadLetters(name, { limit }) {
    if (name === 'payments.dlq') throw new Error('not authorised to read it');
    return [
      {
        partition: 0,
        offset: 6,
        at: '2026-11-26T12:00:00.000Z',
        convention: 'plain' as const,
        reason: `no account 1 of ${limit}`,
        others: ['traceparent'],
      },
      {
        partition: 0,
        offset: 5,
        convention: 'plain' as const,
        reason: 'no account 2 of 3',
        others: [],
      },
    ];
  },
  async *collect({ now }) {
    yield {
      cursor: null,
      lag: {
        at: now().toISOString(),
        complete: true,
        groups: [
          {
            group: 'sink',
            state: 'stable' as const,
            partitions: [0, 1].map(partition => ({
              topic: 'orders',
              partition,
              committed: 40 + partition * 45,
            })),
          },
        ],
        logs: [
          { topic: 'orders', partition: 0, end: 100, start: 30 },
          { topic: 'orders', partition: 1, end: 100, start: 80 },
          { topic: 'orders.dlq', partition: 0, end: 7, start: 3 },
          { topic: 'orders.dlq', partition: 1, end: 0, start: 0 },
        ],
        topics: TOPICS,
        brokers: 1,
        requests: 5,
      },
    };
  },
});

const connect = fakeSource({
  id: 'connect-prod',
  technology: 'kafka-connect',
  title: 'Connect (prod)',
  async *collect({ now }) {
    yield {
      cursor: null,
      connectors: {
        at: now().toISOString(),
        connectors: [
          {
            name: 'cdc',
            type: 'source' as const,
            state: 'RUNNING',
            tasks: [{ id: 0, state: 'RUNNING' }],
          },
          {
            name: 'sink',
            type: 'sink' as const,
            state: 'RUNNING',
            tasks: [{ id: 0, state: 'FAILED', reason: 'no such bucket' }],
            group: 'sink',
            topics: ['orders'],
          },
        ],
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
      catalogServiceMock.factory({ entities: [] }),
      createBackendModule({
        pluginId: 'pipelines',
        moduleId: 'fake-kafka',
        register: env =>
          env.registerInit({
            deps: { pipelines: pipelinesExtensionPoint },
            init: async ({ pipelines }) =>
              pipelines.addRunSource(source, connect),
          }),
      }),
    ],
  });
  return (path: string) =>
    request(server)
      .get(`/api/pipelines${path}`)
      .set('Authorization', mockCredentials.user.header());
}

describe('the routes of topics', () => {
  let get: Awaited<ReturnType<typeof start>>;
  const names = async (query: string) => {
    const { body } = await get(`/kafka/topics?${query}`);
    return body.items.map((item: { topic: string }) => item.topic);
  };
  beforeAll(async () => {
    get = await start();
  });

  it('list topics by name, page by page, with what is in them', async () => {
    const { body } = await get('/kafka/topics?limit=4');
    expect(body.totalItems).toBe(6);
    expect(body.items.map((item: { topic: string }) => item.topic)).toEqual([
      'error.orders.other',
      'error.orders.sink',
      'old',
      'orders',
    ]);
    expect(body.items[3]).toEqual({
      topic: 'orders',
      cluster: 'kafka-prod',
      clusterTitle: 'Kafka (prod)',
      environment: 'prod',
      demo: false,
      readAt: expect.any(String),
      partitions: 2,
      underReplicated: 1,
      offline: 1,
      retentionMs: 86_400_000,
      compacted: false,
      messages: 90,
    });
    expect(await names(`limit=4&cursor=${body.nextCursor}`)).toEqual([
      'orders.dlq',
      'payments.dlq',
    ]);
    const wrong = await get(
      `/kafka/topics?deadLetters=true&cursor=${body.nextCursor}`,
    );
    expect(wrong.status).toBe(400);
  });

  it('filter by name, cluster and whether they take dead letters', async () => {
    expect(await names('text=ORDERS.d')).toEqual(['orders.dlq']);
    expect(await names('cluster=other&cluster=more')).toEqual([]);
    expect(await names('environment=prod&deadLetters=false')).toEqual([
      'old',
      'orders',
    ]);
    const { body } = await get('/kafka/topics?text=orders.dlq');
    expect(body.items).toMatchObject([
      { deadLettersOf: { topic: 'orders' }, messages: 4 },
    ]);
  });

  it('find the dead letters of a group, by its name and by those of the topics that it reads', async () => {
    const groups = await get('/kafka/groups');
    const { id } = groups.body.items[0];
    expect(await names(`deadLettersOf=${id}`)).toEqual([
      'error.orders.sink',
      'orders.dlq',
    ]);
    expect((await get('/kafka/topics?deadLettersOf=99')).status).toBe(404);
    const { body } = await get(`/kafka/groups/${id}`);
    expect(body.skew).toEqual({
      topic: 'orders',
      partition: 0,
      shareOfLag: 0.8,
    });
  });

  it('show a topic with its partitions', async () => {
    const { body } = await get('/kafka/clusters/kafka-prod/topics/orders');
    expect(body).toMatchObject({ topic: { topic: 'orders', messages: 90 } });
    expect(body.partitions).toEqual([
      { partition: 0, leader: 1, replicas: 3, inSync: 2, start: 30, end: 100 },
      { partition: 1, replicas: 3, inSync: 0, start: 80, end: 100 },
    ]);
    const none = await get('/kafka/clusters/kafka-prod/topics/gone');
    expect(none.status).toBe(404);
  });

  it('tell what the headers of dead letters say, and of no other topic', async () => {
    const of = (name: string) =>
      get(`/kafka/clusters/kafka-prod/topics/${name}/dead-letters`);
    const { body } = await of('orders.dlq');
    expect(body).toMatchObject({
      supported: true,
      items: [{ offset: 6, reason: 'no account 1 of 50' }, { offset: 5 }],
      reasons: [{ reason: 'no account 1 of 50', count: 2 }],
    });
    expect((await of('orders')).status).toBe(400);
    expect((await of('gone')).status).toBe(404);
    const refused = await of('payments.dlq');
    expect(refused.status).toBe(503);
    expect(refused.body.error.message).toContain('not authorised to read it');
  });

  it('tell of connectors, those first that need a human, and of those that read as a group', async () => {
    const { body } = await get('/kafka/connectors');
    expect(body.clusters).toEqual([
      {
        id: 'connect-prod',
        title: 'Connect (prod)',
        environment: 'prod',
        sourceStatus: 'healthy',
      },
    ]);
    expect(body.items).toMatchObject([
      {
        name: 'sink',
        state: 'failed',
        tasks: [{ id: 0, state: 'FAILED', reason: 'no such bucket' }],
        topics: ['orders'],
        stale: false,
      },
      { name: 'cdc', state: 'running', topics: [] },
    ]);
    const groups = await get('/kafka/groups');
    const { id } = groups.body.items[0];
    const own = await get(`/kafka/connectors?readsAs=${id}`);
    expect(own.body.items).toMatchObject([{ name: 'sink' }]);
    const running = await get('/kafka/connectors?state=running');
    expect(running.body.items).toMatchObject([{ name: 'cdc' }]);
    expect((await get('/kafka/connectors?readsAs=99')).status).toBe(404);
    expect((await get('/kafka/connectors?state=odd')).status).toBe(400);
  });
});
