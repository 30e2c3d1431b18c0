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
  type SchemaVersion,
} from '@sluice/plugin-pipelines-node';
import request from 'supertest';
import { fakeSource } from '../__testUtils__/createPortal';
import { pipelinesPlugin } from '../plugin';

jest.setTimeout(60_000);

const version = (number: number, format: string, schema: string) =>
  ({ version: number, schemaId: number, format, schema } as SchemaVersion);
const object = (properties: object) =>
  JSON.stringify({ type: 'object', properties });

const registry = fakeSource({
  id: 'registry-prod',
  technology: 'schema-registry',
  title: 'Registry (prod)',
  async checkSchema(subject, { schema }) {
    if (subject === 'down') throw new Error('The registry does not answer');
    return schema === '"int"'
      ? { state: 'compatible', level: 'BACKWARD', reasons: [] }
      : {
          state: 'incompatible',
          level: 'BACKWARD',
          reasons: ['TYPE_MISMATCH'],
        };
  },
  async *collect({ now }) {
    yield {
      cursor: null,
      schemas: {
        at: now().toISOString(),
        level: 'BACKWARD',
        listed: ['orders-value', 'a/b ü', 'proto-value'],
        subjects: [
          {
            subject: 'orders-value',
            topics: [{ topic: 'orders', part: 'value' as const }],
            versions: [1, 2],
            added: [
              version(1, 'JSON', object({ id: { type: 'string' } })),
              version(
                2,
                'JSON',
                object({ id: { type: 'string' }, note: { type: 'string' } }),
              ),
            ],
            level: 'BACKWARD',
            levelOf: 'registry' as const,
          },
          {
            subject: 'a/b ü',
            topics: [],
            versions: [1],
            added: [version(1, 'AVRO', '"int"')],
            problem: 'its level: no',
          },
          {
            subject: 'proto-value',
            topics: [],
            versions: [1, 2],
            added: [
              version(1, 'PROTOBUF', 'message A {}'),
              version(2, 'PROTOBUF', 'message A { int32 b = 1; }'),
            ],
          },
        ],
      },
    };
  },
});

const kafka = fakeSource({
  id: 'kafka-prod',
  technology: 'kafka',
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
            partitions: [{ topic: 'orders', partition: 0, committed: 1 }],
          },
        ],
        logs: [{ topic: 'orders', partition: 0, end: 1 }],
        topics: [],
        brokers: 1,
        requests: 1,
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
        moduleId: 'fakes',
        register: env =>
          env.registerInit({
            deps: { pipelines: pipelinesExtensionPoint },
            init: async ({ pipelines }) =>
              pipelines.addRunSource(registry, kafka),
          }),
      }),
    ],
  });
  return (path: string, body?: object) =>
    request(server)
      [body ? 'post' : 'get'](`/api/pipelines${path}`)
      .set('Authorization', mockCredentials.user.header())
      .send(body);
}

describe('the routes of schemas', () => {
  let get: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    get = await start();
  });

  it('list subjects, and what registries there are', async () => {
    const { body } = await get('/schemas');
    expect(body.items.map((item: any) => item.subject)).toEqual([
      'a/b ü',
      'orders-value',
      'proto-value',
    ]);
    expect(body.items[1]).toEqual({
      subject: 'orders-value',
      registry: 'registry-prod',
      registryTitle: 'Registry (prod)',
      environment: 'prod',
      demo: false,
      stale: false,
      readAt: expect.any(String),
      level: 'BACKWARD',
      levelOf: 'registry',
      topics: [{ topic: 'orders', part: 'value' }],
      versions: 2,
      newest: { version: 2, schemaId: 2, format: 'JSON' },
    });
    expect(body.registries).toMatchObject([
      { id: 'registry-prod', level: 'BACKWARD', stale: false },
    ]);
    expect((await get('/schemas?cursor=x')).status).toBe(400);
  });

  it('list those that are about what a group reads', async () => {
    const groups = await get('/kafka/groups');
    const { id } = groups.body.items[0];
    const { body } = await get(`/schemas?readBy=${id}`);
    expect(body).toMatchObject({
      totalItems: 1,
      items: [{ subject: 'orders-value' }],
    });
    expect((await get('/schemas?readBy=99')).status).toBe(404);
  });

  it('show a subject with its versions, whatever it is called', async () => {
    const { body } = await get('/schemas/registry-prod/orders-value');
    expect(body.versions.map((v: any) => v.version)).toEqual([2, 1]);
    expect(body.versions[0]).toMatchObject({ format: 'JSON', references: [] });
    expect(body.versions[0]).not.toHaveProperty('introducedBy');
    const odd = await get(
      `/schemas/registry-prod/${encodeURIComponent('a/b ü')}`,
    );
    expect(odd.body.subject).toMatchObject({ problem: 'its level: no' });
    expect((await get('/schemas/registry-prod/none')).status).toBe(404);
    expect((await get('/schemas/none/orders-value')).status).toBe(404);
  });

  it('ask the registry whether a schema may follow', async () => {
    const check = async (path: string, schema: string) => {
      const asked = { format: 'AVRO', schema };
      return get(`/schemas/${path}/check`, asked);
    };
    const { body } = await check('registry-prod/orders-value', '"int"');
    expect(body).toEqual({
      supported: true,
      state: 'compatible',
      level: 'BACKWARD',
      reasons: [],
    });
    expect(
      (await check('registry-prod/orders-value', '"string"')).body,
    ).toMatchObject({ state: 'incompatible', reasons: ['TYPE_MISMATCH'] });
    const down = await check('registry-prod/down', '"int"');
    expect([down.status, down.body.error.message]).toEqual([
      503,
      'Registry (prod) could not be asked about down: The registry does not answer',
    ]);
    for (const path of ['none/orders-value', 'kafka-prod/orders-value']) {
      expect((await check(path, '"int"')).status).toBe(404);
    }
    expect((await check('registry-prod/orders-value', '')).status).toBe(400);
  });

  it('tell how versions differ', async () => {
    const { body } = await get(
      '/schemas/registry-prod/orders-value/diff?from=1&to=2',
    );
    expect(body).toMatchObject({
      from: 1,
      to: 2,
      impact: 'non-breaking',
      changes: [{ sign: '+', path: 'note', after: 'string, optional' }],
    });
    const proto = await get(
      '/schemas/registry-prod/proto-value/diff?from=1&to=2',
    );
    expect(proto.body).toMatchObject({
      impact: 'unknown',
      detail: expect.stringContaining('no rule for PROTOBUF'),
      after: 'message A { int32 b = 1; }',
    });
    expect(proto.body).not.toHaveProperty('changes');
    const status = async (path: string) =>
      (await get(`/schemas/registry-prod/${path}`)).status;
    expect(await status('orders-value/diff?from=1&to=9')).toBe(400);
    expect(await status('orders-value/diff?from=1')).toBe(400);
    expect(await status('none/diff?from=1&to=2')).toBe(404);
  });
});
