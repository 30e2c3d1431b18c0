/*
 * Backstage's scaffolder with a memory of its own and an empty catalog. It says where it listens, and goes with the process that forked it: the
 * scaffolder leaves a timer behind when it is stopped, so it can't live in the process of a test.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
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
    mockServices.rootConfig.factory({ data: {} }),
    mockServices.rootLogger.factory({ level: 'error' }),
    catalogServiceMock.factory({ entities: [] }),
  ],
});
process.send({ port: server.address().port });
