import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { pipelinesExtensionPoint } from '@sluice/plugin-pipelines-node';
import request from 'supertest';
import { pipelinesPlugin } from './plugin';
import { spec } from './schema/generated/openapi';
import {
  dagEntity,
  definition,
  fakeSource,
  run,
} from './__testUtils__/createPortal';

jest.setTimeout(60_000);

const source = fakeSource({
  async *collect({ now }) {
    const time = now().toISOString();
    yield {
      cursor: 1,
      runs: [
        run({ runAfter: time, startedAt: time, endedAt: time }),
        run({ pipelineExternalId: 'secret', runAfter: time, endedAt: time }),
      ],
      definitions: [definition('close_day'), definition('found')],
    };
  },
  async readTasks({ externalId }) {
    if (externalId === 'r1') {
      return [{ taskId: 'extract', state: 'success', tryNumber: 1 }];
    }
    throw new Error('not reached');
  },
});

const ENTITIES = [
  dagEntity(
    'close-day',
    'close_day',
    {},
    {
      'sluice.dev/docs': '../../etc/passwd.md',
      'backstage.io/managed-by-location': 'file:/srv/catalog/all.yaml',
    },
  ),
  dagEntity('secret', 'secret', { owner: 'payroll' }),
];

async function startPipelines(
  options: { decision?: object; config?: object } = {},
) {
  const { decision, config = {} } = options;
  const permissions = mockServices.permissions.mock();
  const answer = decision ?? { result: AuthorizeResult.ALLOW };
  permissions.authorize.mockImplementation(async requests =>
    requests.map(() => answer as any),
  );
  permissions.authorizeConditional.mockImplementation(async requests =>
    requests.map(() => answer as any),
  );
  const { server } = await startTestBackend({
    features: [
      pipelinesPlugin,
      permissions.factory,
      mockServices.rootConfig.factory({
        data: { permission: { enabled: true }, ...config },
      }),
      mockServices.scheduler.factory({
        includeInitialDelayedTasksOnStartup: true,
      }),
      catalogServiceMock.factory({ entities: ENTITIES }),
      createBackendModule({
        pluginId: 'pipelines',
        moduleId: 'fake-airflow',
        register(env) {
          env.registerInit({
            deps: { pipelines: pipelinesExtensionPoint },
            async init({ pipelines }) {
              pipelines.addRunSource(source);
            },
          });
        },
      }),
    ],
  });
  const send = (
    { body, method, path }: ApiRequest,
    authorization = mockCredentials.user.header(),
  ) =>
    request(server)
      [method](`/api/pipelines${path}`)
      .set('Authorization', authorization)
      .set(
        'Content-Type',
        method === 'put' ? 'application/octet-stream' : 'application/json',
      )
      .send(body);
  return {
    send,
    get: (path: string, authorization?: string) =>
      send({ method: 'get', path }, authorization),
  };
}

type ApiRequest = {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  body?: object;
};

const CLOSE_DAY = '/entities/component/default/close-day';
const QUERIES: Record<string, string> = {
  '/kafka/group-trends': '?groupId=999',
  '/schemas/{registryId}/{subject}/diff': '?from=1&to=2',
  '/entities/{kind}/{namespace}/{name}/changes':
    '?before=2026-11-20T11%3A00%3A00Z',
  '/slos/{sloId}/verdicts/{occurrence}/attribution':
    '?pipeline=component%3Adefault%2Fclose-day',
};
const RELEASE = {
  unit: 'close-day',
  commit: 'a'.repeat(40),
  artifacts: [
    {
      name: 'dags/close.py',
      kind: 'dag-bundle',
      digest: `sha256:${'1'.repeat(64)}`,
    },
  ],
  commits: [
    {
      sha: 'a'.repeat(40),
      title: 'Close the day',
      author: { name: 'Mei Lin', email: 'mei.lin@northstar.example' },
      committedAt: '2026-11-20T08:00:00Z',
    },
  ],
};
const REASON = { reason: 'It was looked at, and is right' };
const PAUSE = {
  sourceId: 'airflow-prod',
  kind: 'pause-connector',
  connector: 'sink',
};
const BODIES: Record<string, object> = {
  '/slos/openslo': { yaml: 'apiVersion: openslo/v1' },
  '/slos/preview': {
    entityRef: 'component:default/close-day',
    slo: {
      name: 'by-six',
      kind: 'deadline',
      target: 95,
      window: { rolling: '28d' },
      deadline: { time: '06:00', timezone: 'UTC' },
    },
  },
  '/slos/patch': {
    entityRef: 'component:default/close-day',
    slo: {
      name: 'by-six',
      kind: 'deadline',
      target: 95,
      window: { rolling: '28d' },
      deadline: { time: '06:00', timezone: 'UTC' },
    },
  },
  '/slos/{sloId}/decisions': {
    from: '2026-11-20T00:00:00Z',
    to: '2026-11-21T00:00:00Z',
    reason: 'A planned outage of the source',
  },
  '/releases': RELEASE,
  '/releases/record': {
    releaseId: 999,
    environment: 'prod',
    deployedAt: '2026-11-20T00:00:00Z',
  },
  '/releases/{releaseId}/retire': { reason: 'It double-counts refunds' },
  '/releases/{releaseId}/evidence': {
    kind: 'unit',
    format: 'junit',
    commit: 'a'.repeat(40),
    releaseDigest: 'b'.repeat(64),
    content: '<testsuite/>',
  },
  '/units/{unit}/adoption': {
    level: 'recorded',
    reason: 'Its CI says what it deploys now',
  },
  '/promotions/plan': { releaseId: 999, environment: 'prod' },
  '/promotions': {
    releaseId: 999,
    environment: 'prod',
    reason: 'It is needed for the close',
  },
  '/promotions/{promotionId}/cancel': REASON,
  '/promotions/{promotionId}/retry': REASON,
  '/promotions/{promotionId}/overrides': { gate: 'soak', ...REASON },
  '/promotions/{promotionId}/review': REASON,
  '/schemas/{registryId}/{subject}/check': { format: 'AVRO', schema: '"int"' },
  '/operations/plan': PAUSE,
  '/operations': { request: PAUSE, shown: [], ...REASON },
  '/holds': { unit: 'close-day', environment: 'prod', ...REASON },
  '/unmanaged-changes/{changeId}/acknowledge': REASON,
  '/approvals/{approvalId}/votes': {
    kind: 'approve',
    subjectHash: 'a'.repeat(64),
    shownDigest: 'b'.repeat(64),
  },
  '/approvals/{approvalId}/comments': { text: 'Why now?' },
  '/approvals/{approvalId}/delegate': { to: 'user:default/ines' },
  '/policies/changes': { yaml: 'a: [', reason: 'To see it refused' },
  '/ledger/{seq}/redactions': {
    field: 'reason',
    reason: 'Personal data of somebody',
  },
  '/exemptions': {
    scorecardId: 'production-readiness',
    check: 'none',
    entityRef: 'component:default/close-day',
    reason: 'Its runbook moves to another place',
    until: new Date(Date.now() + 7 * 86_400_000).toISOString(),
  },
  '/incidents': {
    title: 'Orders are missing',
    pipelines: ['component:default/close-day'],
  },
  '/incidents/{incidentId}/notes': { text: 'Looking at it' },
  '/incidents/{incidentId}/close': { reason: 'It was a rehearsal' },
};

/** Let in by its signature alone; what it refuses stands in the tests of incidents. */
const SIGNED = 'post /incident-webhooks/{webhook}';

/** These only read, whatever their method says. */
const READING_POSTS = [
  'post /slos/preview',
  'post /slos/patch',
  'post /slos/openslo',
  'post /promotions/plan',
  'post /schemas/{registryId}/{subject}/check',
];

/** Every operation of the OpenAPI file but the signed one, for a pipeline that exists, and an SLO, an alert and an incident that don't. */
const OPERATIONS = Object.entries(spec.paths).flatMap(([path, methods]) =>
  Object.keys(methods)
    .filter(method => `${method} ${path}` !== SIGNED)
    .map(method => ({
      operation: `${method} ${path}`,
      method: method as ApiRequest['method'],
      path: path
        .replace('{kind}', 'component')
        .replace('{namespace}', 'default')
        .replace('{name}', 'close-day')
        .replace('{runId}', '1')
        .replace('{sloId}', '1')
        .replace('{decisionId}', '1')
        .replace('{seq}', '1')
        .replace('{approvalId}', '1')
        .replace('{groupId}', '999')
        .replace('{releaseId}', '999')
        .replace('{evidenceId}', '1')
        .replace('{unit}', 'close-day')
        .replace('{promotionId}', '999')
        .replace('{operationId}', '999')
        .replace('{holdId}', '999')
        .replace('{changeId}', '999')
        .replace('{runbookId}', 'kafka-lag')
        .replace('{alertId}', '1')
        .replace('{incidentId}', '999')
        .replace('{scorecardId}', 'production-readiness')
        .replace('{campaignId}', 'none')
        .replace('{exemptionId}', '999')
        .replace('{month}', '2026-01')
        .replace('{date}', '2026-11-20')
        .replace('{sourceId}', 'airflow-prod')
        .replace('{artifactName}', 'manifest.json')
        .replace('{occurrence}', '2026-11-20')
        .concat(QUERIES[path] ?? ''),
      body: method === 'post' ? BODIES[path] : undefined,
    })),
);

/** What a signed-in person whom the policy allows everything is answered, where it isn't 200. */
function expectedStatus(operation: string): number {
  // The page lies outside of the allowed folders.
  if (operation.endsWith('/docs')) return 403;
  // No source here takes files.
  if (operation.includes('{artifactName}')) return 404;
  // The row has no such value, and no file is configured.
  if (operation.startsWith('post /ledger')) return 404;
  if (operation === 'post /policies/changes') return 422;
  if (operation === 'post /incidents') return 201;
  if (operation === 'post /releases') return 201;
  if (operation === 'post /releases/record') return 404;
  // There is no deployer.
  if (operation.startsWith('post /promotions')) return 404;
  // There is no registry.
  if (operation.includes('/schemas/{registryId}')) return 404;
  // Nothing carries operations out.
  if (operation.startsWith('post /operations')) return 404;
  if (operation === 'post /holds') return 201;
  // It has no such check.
  if (operation === 'post /exemptions') return 404;
  if (
    /\{(approvalId|releaseId|promotionId|holdId|changeId|groupId|clusterId|operationId|campaignId|exemptionId)\}/.test(
      operation,
    )
  ) {
    return 404;
  }
  // None was made yet.
  if (operation === 'get /reports/morning') return 204;
  return /\{sloId\}|\{alertId\}|\{incidentId\}|reports\/morning/.test(operation)
    ? 404
    : 200;
}
const serviceHeader = (subject: string) =>
  mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(subject),
    targetPluginId: 'pipelines',
  });

describe('the pipelines plugin', () => {
  describe('lets in', () => {
    it('nobody who is not signed in', async () => {
      const { send } = await startPipelines();
      for (const each of OPERATIONS) {
        const { status } = await send(each, mockCredentials.none.header());
        expect([each.operation, status]).toEqual([each.operation, 401]);
      }
    });

    it('nobody whom the policy refuses', async () => {
      const { send } = await startPipelines({
        decision: { result: AuthorizeResult.DENY },
      });
      for (const each of OPERATIONS) {
        const { status } = await send(each);
        expect([each.operation, status]).toEqual([each.operation, 403]);
      }
    });

    it('no service that is not listed, though the policy allows everything', async () => {
      const { send } = await startPipelines();
      const ci = serviceHeader('external:ci-bot');
      for (const each of OPERATIONS) {
        const { status, body } = await send(each, ci);
        expect([each.operation, status]).toEqual([each.operation, 403]);
        expect(body.error.message).toContain('pipelines.clients');
      }
    });

    it('nobody who changes something while Backstage allows everything to everybody', async () => {
      const { send } = await startPipelines({
        config: { permission: { enabled: false } },
      });
      const changes = OPERATIONS.filter(
        ({ method, operation }) =>
          method !== 'get' && !READING_POSTS.includes(operation),
      );
      expect(changes).toHaveLength(32);
      for (const each of changes) {
        const { status, body } = await send(each);
        expect([each.operation, status]).toEqual([each.operation, 403]);
        expect(body.error.message).toContain('permission.enabled');
      }
    });

    it('whoever signs a webhook, and nobody who does not', async () => {
      const { send } = await startPipelines();
      const { body, status } = await send(
        { method: 'post', path: '/incident-webhooks/nobody', body: {} },
        mockCredentials.user.header(),
      );
      expect([status, body.error.message]).toEqual([
        401,
        expect.stringContaining('X-Sluice-Signature'),
      ]);
    });

    it.each([
      ['plugin:catalog', '/definitions', 200, undefined],
      ['plugin:search', '/fleet', 200, 2],
      ['plugin:search', '/sources', 403, undefined],
      ['external:ci-bot', '/fleet', 200, 1],
      ['external:ci-bot', '/sources', 403, undefined],
    ])('%s to %s: %s', async (subject, path, expected, totalItems) => {
      const { get } = await startPipelines({
        config: {
          pipelines: {
            clients: [
              {
                subject: 'external:ci-bot',
                permissions: ['pipelines.pipeline.read'],
                units: ['close-day'],
              },
            ],
          },
        },
      });
      const { status, body } = await get(path, serviceHeader(subject));
      expect([status, body.totalItems]).toEqual([expected, totalItems]);
    });
  });

  it('answers every operation of the OpenAPI file', async () => {
    const { send } = await startPipelines();
    const answers = [];
    for (const each of OPERATIONS) {
      answers.push([each.operation, (await send(each)).status]);
    }
    expect(answers).toEqual(
      OPERATIONS.map(({ operation }) => [operation, expectedStatus(operation)]),
    );
  });

  it('lets a client register releases of its units, and of no other', async () => {
    const { send } = await startPipelines({
      config: {
        pipelines: {
          clients: [
            {
              subject: 'external:ci-bot',
              permissions: [
                'pipelines.release.create',
                'pipelines.release.read',
              ],
              units: ['close-day'],
            },
          ],
        },
      },
    });
    const ci = serviceHeader('external:ci-bot');
    const register = (body: object) =>
      send({ method: 'post', path: '/releases', body }, ci);
    expect((await register(RELEASE)).status).toBe(201);
    expect((await register(RELEASE)).status).toBe(200);
    const diff = (query: string, header?: string) =>
      send({ method: 'get', path: `/releases/1/diff${query}` }, header);
    expect((await diff('', ci)).body).toMatchObject({
      to: { id: 1, unit: 'close-day' },
      entries: [{ sign: '+', area: 'artifact' }, { sign: '=' }],
      membersKnown: true,
      authors: [{ name: 'Mei Lin' }],
    });
    expect((await diff('?base=none')).status).toBe(200);
    expect((await diff('?base=1')).body.entries).toEqual([]);
    expect((await diff('?base=2')).status).toBe(404);
    expect((await diff('?base=first')).status).toBe(400);
    const other = await register({ ...RELEASE, unit: 'secret' });
    expect([other.status, other.body.error.message]).toEqual([
      403,
      expect.stringContaining('not of secret'),
    ]);
    // 3 MB of manifests, where other bodies may have 100 kB.
    const large = { ...RELEASE, manifests: { text: 'x '.repeat(1_500_000) } };
    expect((await register(large)).status).toBe(201);
    const tooLarge = await send({
      method: 'post',
      path: '/slos/openslo',
      body: { yaml: 'x '.repeat(1_500_000) },
    });
    expect([tooLarge.status, tooLarge.body.error.message]).toEqual([
      400,
      'request entity too large',
    ]);
  });

  it.each([
    ['a service, though it is listed', serviceHeader('external:ci-bot')],
    [
      'a plugin that acts for a person',
      // As an agent or a scaffolder step arrives.
      `Bearer ${mockCredentials.user.token('user:default/ines', {
        actor: { subject: 'plugin:mcp-actions' },
      })}`,
    ],
  ])('never takes a vote from %s', async (_, header) => {
    const { send } = await startPipelines({
      config: {
        pipelines: {
          clients: [
            {
              subject: 'external:ci-bot',
              permissions: ['pipelines.approval.vote'],
            },
          ],
        },
      },
    });
    const votes = OPERATIONS.find(o => o.operation.endsWith('/votes'))!;
    const { status, body } = await send(votes, header);
    expect([status, body.error.message]).toEqual([
      403,
      'Only a person can decide this, on the page itself',
    ]);
  });

  describe('where plugins may ask on behalf of people', () => {
    const header = (plugin: string) =>
      `Bearer ${mockCredentials.user.token('user:default/ines', {
        actor: { subject: `plugin:${plugin}` },
      })}`;
    const of = (operation: string) =>
      OPERATIONS.find(each => each.operation === operation)!;
    let send: Awaited<ReturnType<typeof startPipelines>>['send'];
    beforeAll(async () => {
      ({ send } = await startPipelines({
        config: { pipelines: { requestsThrough: ['scaffolder'] } },
      }));
    });

    it.each(['promotions', 'exemptions', 'operations'])(
      'takes a request of %s through one that is named, and through no other',
      async what => {
        const asked = of(`post /${what}`);
        // As a person gets it: there is no such release, check or cluster.
        expect((await send(asked, header('scaffolder'))).status).toBe(404);
        const { body, status } = await send(asked, header('mcp-actions'));
        expect([status, body.error.message]).toEqual([
          403,
          expect.stringContaining('pipelines.requestsThrough'),
        ]);
      },
    );

    it.each([
      'post /approvals/{approvalId}/votes',
      'post /holds',
      'post /promotions/{promotionId}/cancel',
      'post /units/{unit}/adoption',
      'post /exemptions/{exemptionId}/end',
    ])('takes no %s through any', async operation => {
      const { status } = await send(of(operation), header('scaffolder'));
      expect(status).toBe(403);
    });

    it('lets none break the glass', async () => {
      const { body, method, path } = of('post /promotions');
      const asked = { ...body, breakGlass: true, incidentId: 1 };
      const { status } = await send(
        { method, path, body: asked },
        header('scaffolder'),
      );
      expect(status).toBe(403);
    });
  });

  it('takes no vote by GET', async () => {
    const { get } = await startPipelines();
    expect((await get('/approvals/1/votes')).status).toBe(404);
  });

  it('shows an owner only what is theirs', async () => {
    const { get } = await startPipelines({
      decision: {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'pipelines',
        resourceType: 'pipelines-pipeline',
        conditions: {
          rule: 'IS_OWNER',
          resourceType: 'pipelines-pipeline',
          params: { claims: ['group:default/finance'] },
        },
      },
    });
    const { body } = await get('/fleet');
    expect(body.items.map((i: any) => i.name)).toEqual(['close-day']);
    expect((await get('/fleet/summary')).body.total).toBe(1);
    expect((await get('/fleet/wall')).body.items).toHaveLength(1);
    expect((await get('/fleet.csv')).text).not.toContain('secret');
    const secret = '/entities/component/default/secret';
    const changes = '/changes?before=2026-11-20T11%3A00%3A00Z';
    for (const path of ['', '/runs', '/lineage', '/docs', changes]) {
      expect((await get(`${secret}${path}`)).status).toBe(403);
    }
    expect((await get(CLOSE_DAY)).status).toBe(200);
  });

  it.each([
    ['/fleet?limit=500', 'limit must be <= 100'],
    ['/fleet?type=nope', 'type/0 must be equal to one of the allowed values'],
    ['/fleet?tier=x', 'tier'],
    ['/fleet?orderBy=colour', 'orderBy'],
    ['/fleet?filter=x', "Unknown query parameter 'filter'"],
    ['/fleet?cursor=nonsense', 'not one that this API gave out'],
    [`${CLOSE_DAY}/lineage?depth=9`, 'depth must be <= 4'],
    [`${CLOSE_DAY}/runs?state=odd`, 'state'],
    [`${CLOSE_DAY}/changes`, 'before'],
    [`${CLOSE_DAY}/changes?before=yesterday`, 'before'],
    [
      `${CLOSE_DAY}/changes?before=2026-11-20T11%3A00%3A00Z&window=15d`,
      'from 1h to 14d',
    ],
  ])('refuses %s and names what is wrong', async (path, message) => {
    const { get } = await startPipelines();
    const { status, body } = await get(path);
    expect(status).toBe(400);
    expect(body.error.message).toContain(message);
  });

  it('answers 404 for what there is not', async () => {
    const { get } = await startPipelines();
    for (const path of [
      '/entities/component/default/nobody',
      `${CLOSE_DAY}/runs/999/tasks`,
      `${CLOSE_DAY}/runs/x/tasks`,
      '/runbooks/nope',
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
  });

  it('reads the tasks of a run from its source', async () => {
    const { get } = await startPipelines();
    const runs = await get(`${CLOSE_DAY}/runs`);
    const { id } = runs.body.items[0];
    const { body } = await get(`${CLOSE_DAY}/runs/${id}/tasks`);
    expect(body).toEqual({
      supported: true,
      items: [{ taskId: 'extract', state: 'success', tryNumber: 1 }],
    });
  });
});
