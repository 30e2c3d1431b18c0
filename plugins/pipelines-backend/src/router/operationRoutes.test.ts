import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  type GroupReading,
  OperationRefusedError,
  pipelinesExtensionPoint,
  pipelinesOperationsExtensionPoint,
} from '@sluice/plugin-pipelines-node';
import request from 'supertest';
import { fakeSource } from '../__testUtils__/createPortal';
import {
  FakeExecutor,
  GROUP,
  partition,
} from '../operations/__testUtils__/createControlRoom';
import { pipelinesPlugin } from '../plugin';

jest.setTimeout(60_000);

const group = (name: string, topic: string): GroupReading => ({
  group: name,
  state: 'empty',
  members: [],
  partitions: [{ topic, partition: 0, committed: 40, memberId: null }],
});

const source = fakeSource({
  id: 'kafka-prod',
  technology: 'kafka',
  environment: 'prod',
  async *collect({ now }) {
    yield {
      cursor: null,
      lag: {
        at: now().toISOString(),
        complete: true,
        groups: [
          group(GROUP, 'orders.v1'),
          group('nobody', 'carts.v1'),
          group('theirs', 'carts.v1'),
        ],
        logs: ['orders.v1', 'carts.v1'].map(topic => ({
          topic,
          partition: 0,
          end: 100,
        })),
        topics: [],
        brokers: 1,
        requests: 5,
      },
    };
  },
});
const consumer = (name: string, owner: string, groupId: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: { 'sluice.dev/kafka-consumer-group': groupId },
  },
  spec: { type: 'kafka-consumer', owner },
});
const OWN = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'pipelines',
  resourceType: 'pipelines-pipeline',
  conditions: {
    rule: 'IS_OWNER',
    resourceType: 'pipelines-pipeline',
    params: { claims: ['group:default/data'] },
  },
};
const DENIED = { result: AuthorizeResult.DENY };
const ALLOWED = { result: AuthorizeResult.ALLOW };

const sourceId = 'kafka-prod';
const reset = (name: string) => ({
  sourceId,
  kind: 'reset-offsets',
  group: name,
  to: { at: 'earliest' },
});
const replay = (into: string) => ({
  sourceId,
  kind: 'replay-dead-letters',
  topic: `${into}.dlq`,
  into,
  maxMessages: 100,
  perSecond: 10,
});

describe('the routes of operations', () => {
  const executor = new FakeExecutor();
  /** What the policy of permissions says of each. */
  const decisions: Record<string, object> = {};
  let server: Parameters<typeof request>[0];
  let stop: () => Promise<void>;
  const decide = async (
    questions: Array<{ permission: { name: string } }>,
  ): Promise<any> =>
    questions.map(({ permission: { name } }) => decisions[name] ?? ALLOWED);

  beforeAll(async () => {
    const scheduler = mockServices.scheduler();
    const permissions = mockServices.permissions.mock();
    permissions.authorize.mockImplementation(decide);
    permissions.authorizeConditional.mockImplementation(decide);
    const backend = await startTestBackend({
      features: [
        pipelinesPlugin,
        permissions.factory,
        mockServices.rootConfig.factory({
          data: { permission: { enabled: true } },
        }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        catalogServiceMock.factory({
          entities: [
            consumer('billing', 'data', GROUP),
            consumer('carts', 'shop', 'theirs'),
          ],
        }),
        createBackendModule({
          pluginId: 'pipelines',
          moduleId: 'fake-kafka',
          register: env =>
            env.registerInit({
              deps: {
                pipelines: pipelinesExtensionPoint,
                operations: pipelinesOperationsExtensionPoint,
              },
              init: async ({ operations, pipelines }) => {
                pipelines.addRunSource(source);
                operations.addOperationExecutor(executor);
              },
            }),
        }),
      ],
    });
    server = backend.server;
    stop = () => backend.stop();
    await scheduler.triggerTask('pipelines-reconcile');
    await scheduler.triggerTask('pipelines-collect-kafka-prod');
  });
  afterAll(() => stop());
  beforeEach(() => {
    for (const name of Object.keys(decisions)) delete decisions[name];
    executor.refusal = undefined;
  });

  const get = (path: string) =>
    request(server)
      .get(`/api/pipelines${path}`)
      .set('Authorization', mockCredentials.user.header());
  const post = (path: string, body: object, key?: string) =>
    request(server)
      .post(`/api/pipelines${path}`)
      .set('Authorization', mockCredentials.user.header())
      .set(key ? { 'Idempotency-Key': key } : {})
      .send(body);
  const plan = (body: object) => post('/operations/plan', body);

  it('show a dry run, with who would have to approve it', async () => {
    const { body, status } = await plan(reset(GROUP));
    expect([status, body]).toEqual([
      200,
      {
        title: `Reset the offsets of ${GROUP} to the earliest messages`,
        environment: 'prod',
        partitions: [partition(1204, 0)],
        totals: {
          partitions: 1,
          readAgain: 1204,
          skipped: 0,
          copied: 0,
          unknown: 0,
        },
        notes: [],
        pipelines: ['component:default/billing'],
        readers: [GROUP],
        ownPermission: false,
        approvals: ['independent approver'],
      },
    ]);
    expect(executor.commands).toEqual([]);
  });

  it('say why it cannot be done, or asked so', async () => {
    executor.refusal = new OperationRefusedError('It has 2 members');
    const refused = await plan(reset(GROUP));
    expect([refused.status, refused.body.error.message]).toEqual([
      409,
      'It has 2 members',
    ]);
    const wrong = await plan({ ...reset(GROUP), perSecond: 3 });
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.message).toContain('body.perSecond');
    const off = await plan({ ...reset(GROUP), sourceId: 'kafka-dev' });
    expect([off.status, off.body.error.message]).toEqual([
      404,
      expect.stringContaining('not switched on for kafka-dev'),
    ]);
  });

  it('let people with a condition ask for what touches only pipelines of theirs', async () => {
    decisions['pipelines.operation.reset-offsets'] = OWN;
    decisions['pipelines.operation.replay'] = OWN;
    expect((await plan(reset(GROUP))).status).toBe(200);
    expect((await plan(replay('orders.v1'))).status).toBe(200);
    for (const [body, why] of [
      [reset('theirs'), 'touches component:default/carts too'],
      [reset('nobody'), 'the group nobody, which is none'],
      [reset('unheard-of'), 'the group unheard-of, which is none'],
      [replay('carts.v1'), 'the group nobody, which is none'],
      [replay('unread.v1'), 'no pipeline'],
    ] as const) {
      const { body: answer, status } = await plan(body);
      expect([status, answer.error.message]).toEqual([
        403,
        expect.stringContaining(why),
      ]);
    }
  });

  it('need a permission each', async () => {
    decisions['pipelines.operation.replay'] = DENIED;
    expect((await plan(reset(GROUP))).status).toBe(200);
    expect((await plan(replay('orders.v1'))).status).toBe(403);
    const { body } = await get('/operations/options');
    expect(body.items).toEqual([
      { sourceId, environment: 'prod', kinds: ['reset-offsets'] },
    ]);
    decisions['pipelines.operation.read'] = DENIED;
    expect((await get('/operations')).status).toBe(403);
    expect((await plan(reset(GROUP))).status).toBe(403);
  });

  it('are asked for once by one key, and listed', async () => {
    const body = {
      request: reset(GROUP),
      shown: [partition(1204, 0)],
      reason: 'The consumer skipped a day',
    };
    const first = await post('/operations', body, 'k1');
    expect([first.status, first.body]).toMatchObject([
      201,
      { state: 'AwaitingApproval', approvalId: expect.any(Number) },
    ]);
    const again = await post('/operations', body, 'k1');
    expect(again.body.id).toBe(first.body.id);
    const other = await post('/operations', body);
    expect([other.status, other.body.error.message]).toEqual([
      409,
      expect.stringContaining("isn't over yet"),
    ]);
    const query = new URLSearchParams({ sourceId, group: GROUP });
    const { body: list } = await get(`/operations?${query}`);
    expect(list.items).toHaveLength(1);
    expect((await get(`/operations/${first.body.id}`)).body.partitions).toEqual(
      [partition(1204, 0)],
    );
  });

  it('refuse numbers that are others by now', async () => {
    const { body, status } = await post('/operations', {
      request: reset('nobody'),
      shown: [partition(900, 0)],
      reason: 'The consumer skipped a day',
    });
    expect([status, body.error.message]).toEqual([
      409,
      expect.stringContaining('would do something else by now'),
    ]);
  });
});
