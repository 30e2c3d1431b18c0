import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  type Deployer,
  pipelinesDeliveryExtensionPoint,
  signWebhook,
} from '@sluice/plugin-pipelines-node';
import { deployCommand } from '@sluice/plugin-pipelines-node/testUtils';
import { TestJob } from './__testUtils__/TestJob';
import pipelinesModuleExternal from '.';

const SECRET = 'fake-fake-fake-reports';

// A backend takes long to start where other tests run beside it.
jest.setTimeout(120_000);

describe('the module for jobs outside', () => {
  it('lets a job report to the address that it was given', async () => {
    const job = await TestJob.start();
    const deployers: Deployer[] = [];
    const plugin = createBackendPlugin({
      pluginId: 'pipelines',
      register(reg) {
        reg.registerExtensionPoint(pipelinesDeliveryExtensionPoint, {
          addDeployer: (...added) => deployers.push(...added),
          addGate: () => {},
          addPastDelivery: () => {},
        });
        reg.registerInit({ deps: {}, async init() {} });
      },
    });
    const { server } = await startTestBackend({
      features: [
        plugin,
        pipelinesModuleExternal,
        mockServices.rootConfig.factory({
          data: {
            backend: {
              database: { client: 'better-sqlite3', connection: ':memory:' },
            },
            pipelines: {
              external: {
                deployers: [
                  {
                    id: 'orders',
                    units: ['u'],
                    environments: ['prod'],
                    webhook: { url: job.url, secret: job.webhookSecret },
                    reports: { secret: SECRET },
                  },
                ],
              },
            },
          },
        }),
      ],
    });
    try {
      const [deployer] = deployers;
      expect(deployer.id).toBe('external:orders');
      const command = deployCommand({
        change: {
          target: { unit: 'u', environment: 'prod' },
          kind: 'promote',
          to: {
            id: 1,
            releaseDigest: '1'.repeat(64),
            commit: 'c'.repeat(40),
            artifacts: [],
            manifests: {},
            migrations: [],
          },
          config: {},
          members: [],
        },
        step: { name: 'hand-over', title: '', timeoutSeconds: 60 },
        promotionId: 1,
        fencingToken: 1,
      });
      await deployer.apply(command);
      const { pathname } = new URL(job.begun[0].callback);
      const send = (body: string, signature?: string) => {
        const timestamp = String(Math.floor(Date.now() / 1000));
        return fetch(`http://localhost:${server.port()}${pathname}`, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            'X-Sluice-Timestamp': timestamp,
            'X-Sluice-Signature':
              signature ?? signWebhook(SECRET, timestamp, body),
          },
          body,
        });
      };
      const body = JSON.stringify({
        stepKey: command.stepKey,
        state: 'succeeded',
      });
      expect((await send(body, 'v1=00')).status).toBe(401);
      expect((await send(body)).status).toBe(200);
      expect((await send('{"stepKey":')).status).toBe(400);
      expect((await send(' '.repeat(40_000))).status).toBe(413);
      expect(await deployer.apply(command)).toMatchObject({ state: 'done' });
    } finally {
      server.close();
      await job.stop();
    }
  });
});
