import fs from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import pipelinesPlugin from '@sluice/plugin-pipelines-backend';
import { pipelinesExtensionPoint } from '@sluice/plugin-pipelines-node';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** Not a secret: it opens the backend of a test. */
export const TOKEN = 'not-a-secret-token-of-a-test';
/** As GitHub names a job: of which repository, for which branch. */
export const JOB = 'repo:northstar/finance:ref:refs/heads/main';
const REQUEST_TOKEN = 'not-a-secret-request-token';
const ISSUER = 'https://token.actions.example';

const PERMISSIONS = [
  'pipelines.release.create',
  'pipelines.release.read',
  'pipelines.promotion.read',
  'pipelines.ledger.read',
];

/** A server that hands out OIDC tokens as GitHub Actions does, and the keys to check them by. */
async function startIssuer() {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256' }];
  const server = createServer(async (req, res) => {
    const url = new URL(req.url!, 'http://localhost');
    if (url.pathname === '/jwks') {
      res.end(JSON.stringify({ keys }));
      return;
    }
    if (req.headers.authorization !== `Bearer ${REQUEST_TOKEN}`) {
      res.writeHead(401).end('{}');
      return;
    }
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .setIssuer(ISSUER)
      .setAudience(url.searchParams.get('audience') ?? '')
      .setSubject(JOB)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
    res.end(JSON.stringify({ value: token }));
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => new Promise(done => server.close(done)),
  };
}

/** The pipelines backend with one unit, `finance`, whose CI logs in by a token, or by OIDC for the audience `sluice`. */
export async function startPipelines() {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'sluice-cli-'));
  const issuer = await startIssuer();
  const { server } = await startTestBackend({
    features: [
      pipelinesPlugin,
      authServiceFactory,
      httpAuthServiceFactory,
      mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
      mockServices.rootConfig.factory({
        data: {
          backend: {
            auth: {
              externalAccess: [
                { type: 'static', options: { token: TOKEN, subject: 'ci' } },
                {
                  type: 'static',
                  options: { token: `${TOKEN}-of-nobody`, subject: 'nobody' },
                },
                {
                  type: 'jwks',
                  options: {
                    url: `${issuer.url}/jwks`,
                    issuer: ISSUER,
                    algorithm: 'RS256',
                    audience: 'sluice',
                  },
                },
              ],
            },
          },
          permission: { enabled: true },
          pipelines: {
            environments: [{ name: 'dev' }, { name: 'prod' }],
            releases: { artifactDirectory: dir },
            clients: [
              { subject: 'ci', permissions: PERMISSIONS, units: ['finance'] },
              {
                subject: `external:${JOB}`,
                permissions: PERMISSIONS,
                units: ['finance'],
              },
            ],
          },
        },
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
              name: 'close-day',
              annotations: {
                'sluice.dev/airflow-dag-id': 'close_day',
                'sluice.dev/release-unit': 'finance',
              },
            },
            spec: {
              type: 'airflow-dag',
              owner: 'finance',
              lifecycle: 'production',
            },
          },
        ],
      }),
      createBackendModule({
        pluginId: 'pipelines',
        moduleId: 'test',
        register(reg) {
          reg.registerInit({
            deps: { pipelines: pipelinesExtensionPoint },
            async init({ pipelines }) {
              pipelines.addRunSource({
                id: 'airflow-prod',
                technology: 'airflow',
                title: 'Airflow production',
                environment: 'prod',
                schedule: { intervalSeconds: 30, timeoutSeconds: 20 },
                async *collect() {
                  yield { cursor: 1 };
                },
              });
            },
          });
        },
      }),
    ],
  });
  return {
    url: `http://127.0.0.1:${server.port()}`,
    dir,
    /** As a job of GitHub Actions has it, with the permission id-token: write. */
    jobEnv: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${issuer.url}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN,
    },
    async stop() {
      await server.stop();
      await issuer.stop();
      await fs.rm(dir, { recursive: true });
    },
  };
}
