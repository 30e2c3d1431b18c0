/*
 * Backstage's scaffolder with a memory of its own and an empty catalog. It says where it listens, and goes with the process that forked it: the
 * scaffolder leaves a timer behind when it is stopped, so it can't live in the process of a test.
 */
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
// Sluice's packages are TypeScript.
require('@backstage/cli-node/config/nodeTransform.cjs');
const {
  mockServices,
  startTestBackend,
} = require('@backstage/backend-test-utils');
const {
  catalogServiceMock,
} = require('@backstage/plugin-catalog-node/testUtils');

process.on('disconnect', () => process.exit());

const { server } = await startTestBackend({
  features: [
    require('@backstage/plugin-scaffolder-backend').default,
    require('@backstage/plugin-scaffolder-backend-module-github').default,
    require('@sluice/plugin-scaffolder-backend-module-pipelines').default,
    mockServices.rootConfig.factory({
      data: {
        app: { baseUrl: 'http://localhost' },
        // Nothing is made there: a dry run only looks.
        pipelines: {
          scaffolder: { repositories: { folder: join(tmpdir(), 'none') } },
        },
        integrations: { github: [{ host: 'github.com', token: 'none' }] },
      },
    }),
    mockServices.rootLogger.factory({ level: 'error' }),
    catalogServiceMock.factory({ entities: [] }),
  ],
});
process.send({ port: server.address().port });
