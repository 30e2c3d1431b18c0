import {
  createBackendPlugin,
  coreServices,
} from '@backstage/backend-plugin-api';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { httpRouterServiceFactory } from '@backstage/backend-defaults/httpRouter';
import { userInfoServiceFactory } from '@backstage/backend-defaults/userInfo';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import Router from 'express-promise-router';
import authPlugin from '@backstage/plugin-auth-backend';
import request from 'supertest';
import authModulePersona from '.';

function user(name: string, annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, annotations, description: `${name} of the demo` },
    spec: {
      profile: {
        displayName: name.toUpperCase(),
        email: `${name}@northstar.example`,
      },
      memberOf: ['sales-data'],
    },
    relations: [{ type: 'memberOf', targetRef: 'group:default/sales-data' }],
  };
}

const INES = user('ines.duarte', {
  'sluice.dev/persona': 'true',
  'sluice.dev/role': 'data-engineer',
});
const CEO = user('real.ceo', {});

/** Tells who the backend takes the caller for, as any plugin would. */
const whoAmI = createBackendPlugin({
  pluginId: 'whoami',
  register(reg) {
    reg.registerInit({
      deps: {
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        userInfo: coreServices.userInfo,
      },
      async init({ httpAuth, httpRouter, userInfo }) {
        const router = Router();
        router.get('/', async (req, res) => {
          const credentials = await httpAuth.credentials(req, {
            allow: ['user'],
          });
          res.json(await userInfo.getUserInfo(credentials));
        });
        httpRouter.use(router);
      },
    });
  },
});

async function start(options?: {
  entities?: Entity[];
  enabled?: boolean;
  host?: string;
}) {
  const {
    entities = [INES, CEO],
    enabled = true,
    host = '127.0.0.1',
  } = options ?? {};
  return startTestBackend({
    features: [
      authPlugin,
      authModulePersona,
      whoAmI,
      // The real services, not mocks: what is tested is that other plugins accept the token.
      authServiceFactory,
      httpAuthServiceFactory,
      httpRouterServiceFactory,
      userInfoServiceFactory,
      catalogServiceMock.factory({ entities }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007', listen: { host } },
          auth: {
            keyStore: { provider: 'memory' },
            providers: { persona: { enabled } },
          },
        },
      }),
    ],
  });
}

describe('authModulePersona', () => {
  const env = process.env as { NODE_ENV?: string };
  const originalEnv = env.NODE_ENV;
  afterEach(() => {
    env.NODE_ENV = originalEnv;
  });

  it.each([
    ['ines.duarte'],
    ['user:default/ines.duarte'],
    ['USER:ines.duarte'],
  ])(
    'gives a token with ownership refs that other plugins accept for %s',
    async persona => {
      const { server } = await start();

      const signIn = await request(server)
        .get('/api/auth/persona/refresh')
        .set('x-sluice-persona', persona);

      expect(signIn.body).toMatchObject({
        profile: {
          displayName: 'INES.DUARTE',
          email: 'ines.duarte@northstar.example',
        },
        backstageIdentity: {
          identity: { userEntityRef: 'user:default/ines.duarte' },
        },
      });
      const me = await request(server)
        .get('/api/whoami')
        .set('Authorization', `Bearer ${signIn.body.backstageIdentity.token}`);
      expect(me.body).toEqual({
        userEntityRef: 'user:default/ines.duarte',
        ownershipEntityRefs: [
          'user:default/ines.duarte',
          'group:default/sales-data',
        ],
      });
    },
  );

  it.each([
    ['an unknown person', 'nobody', 'There is no user:default/nobody'],
    ['a user who is no persona', 'real.ceo', "can't be chosen"],
    ['a group', 'group:default/sales-data', 'only a User can sign in'],
    ['no entity ref', ':/', 'neither a user'],
    ['an empty choice', ' ', 'The header x-sluice-persona is missing'],
  ])('refuses %s with 401 and says why', async (_, persona, message) => {
    const { server } = await start();

    const response = await request(server)
      .get('/api/auth/persona/refresh')
      .set('x-sluice-persona', persona);

    expect(response.status).toBe(401);
    expect(response.body.error).toMatchObject({
      name: 'AuthenticationError',
      message: expect.stringContaining(message),
    });
  });

  it('lists the people to sign in as, and only them, without a token', async () => {
    const { server } = await start();

    const response = await request(server).get('/api/auth/persona/people');

    expect(response.status).toBe(200);
    expect(response.body).toEqual([
      {
        entityRef: 'user:default/ines.duarte',
        displayName: 'INES.DUARTE',
        role: 'data-engineer',
        description: 'ines.duarte of the demo',
        groups: ['group:default/sales-data'],
      },
    ]);
  });

  it('asks to try again while the catalog knows nobody', async () => {
    const { server } = await start({ entities: [CEO] });

    const response = await request(server).get('/api/auth/persona/people');

    expect(response.status).toBe(503);
    expect(response.headers['retry-after']).toBe('2');
    expect(response.body.error).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('try again in 2 seconds'),
    });
  });

  it('keeps the backend from starting in production', async () => {
    env.NODE_ENV = 'production';
    await expect(start()).rejects.toThrow('NODE_ENV is production');
  });

  it('keeps the backend from starting without its config flag', async () => {
    await expect(start({ enabled: false })).rejects.toThrow(
      'auth.providers.persona.enabled is not true',
    );
  });

  it('keeps the backend from starting on an address others can reach', async () => {
    await expect(start({ host: '0.0.0.0' })).rejects.toThrow(
      "backend.listen.host is '0.0.0.0'",
    );
  });
});
