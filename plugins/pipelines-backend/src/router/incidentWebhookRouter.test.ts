import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { pipelinesExtensionPoint } from '@sluice/plugin-pipelines-node';
import request from 'supertest';
import {
  dagEntity,
  definition,
  fakeSource,
} from '../__testUtils__/createPortal';
import { pipelinesPlugin } from '../plugin';
import { signWebhook } from '@sluice/plugin-pipelines-node';

jest.setTimeout(60_000);

const SECRET = 'fake-secret-of-a-test';
const OPEN = {
  action: 'open',
  key: 'SP-1',
  title: 'Shop is down',
  pipelines: ['component:default/close-day'],
};

async function start() {
  const permissions = mockServices.permissions.mock();
  const allow = async (requests: unknown[]) =>
    requests.map(() => ({ result: AuthorizeResult.ALLOW } as const));
  permissions.authorize.mockImplementation(allow);
  permissions.authorizeConditional.mockImplementation(allow);
  const { server } = await startTestBackend({
    features: [
      pipelinesPlugin,
      permissions.factory,
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          pipelines: {
            incidents: { webhooks: [{ name: 'status-page', secret: SECRET }] },
          },
        },
      }),
      mockServices.scheduler.factory({
        includeInitialDelayedTasksOnStartup: true,
      }),
      catalogServiceMock.factory({
        entities: [dagEntity('close-day', 'close_day')],
      }),
      createBackendModule({
        pluginId: 'pipelines',
        moduleId: 'fake-airflow',
        register(env) {
          env.registerInit({
            deps: { pipelines: pipelinesExtensionPoint },
            async init({ pipelines }) {
              pipelines.addRunSource(
                fakeSource({
                  async *collect() {
                    yield { cursor: 1, definitions: [definition('close_day')] };
                  },
                }),
              );
            },
          });
        },
      }),
    ],
  });
  return {
    send(body: string, signature?: string) {
      const timestamp = String(Math.floor(Date.now() / 1000));
      const sent = request(server)
        .post('/api/pipelines/incident-webhooks/status-page')
        .set('Content-Type', 'application/json')
        .set('X-Sluice-Timestamp', timestamp);
      if (signature !== '') {
        sent.set(
          'X-Sluice-Signature',
          signature ?? signWebhook(SECRET, timestamp, body),
        );
      }
      return sent.send(body);
    },
    get: (path: string) =>
      request(server)
        .get(`/api/pipelines${path}`)
        .set('Authorization', mockCredentials.user.header()),
  };
}

describe('incident webhooks', () => {
  it('are let in by a signature over the bytes, without a token', async () => {
    const { get, send } = await start();
    // Spaces that a parser would lose are signed, too.
    const { body, status } = await send(JSON.stringify(OPEN, null, 4));
    expect([status, body]).toEqual([202, { incidentId: 1, state: 'open' }]);
    const incidents = await get('/incidents');
    expect(incidents.body).toMatchObject({
      open: 1,
      items: [{ title: OPEN.title, openedBy: 'webhook:status-page' }],
    });
  });

  it.each<[string, string, string | undefined, number]>([
    ['no signature', JSON.stringify(OPEN), '', 401],
    ['a wrong one', JSON.stringify(OPEN), 'v1=00', 401],
    ['no JSON', 'nonsense', undefined, 400],
    ['another shape', '{"action":"open"}', undefined, 400],
    [
      'a pipeline that there is none of',
      JSON.stringify({ ...OPEN, pipelines: ['component:default/x'] }),
      undefined,
      422,
    ],
    [
      'too large a body',
      JSON.stringify({ ...OPEN, text: 'x'.repeat(200_000) }),
      undefined,
      413,
    ],
  ])('answer %s', async (_, body, signature, expected) => {
    const { get, send } = await start();
    expect((await send(body, signature)).status).toBe(expected);
    expect((await get('/incidents')).body.items).toEqual([]);
  });
});
