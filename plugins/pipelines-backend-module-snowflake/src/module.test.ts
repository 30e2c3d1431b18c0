import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  pipelinesExtensionPoint,
  type RunSource,
} from '@sluice/plugin-pipelines-node';
import pipelinesModuleSnowflake from './index';

/** Stands for the pipelines backend: keeps what modules hand over. */
function recordingPlugin(sources: RunSource[]) {
  return createBackendPlugin({
    pluginId: 'pipelines',
    register(reg) {
      reg.registerExtensionPoint(pipelinesExtensionPoint, {
        addRunSource: (...added) => void sources.push(...added),
      });
      reg.registerInit({ deps: {}, init: async () => {} });
    },
  });
}

async function start(snowflake: object[]) {
  const sources: RunSource[] = [];
  const backend = await startTestBackend({
    features: [
      recordingPlugin(sources),
      pipelinesModuleSnowflake,
      catalogServiceMock.factory({ entities: [] }),
      mockServices.rootConfig.factory({
        data: { pipelines: { snowflake } } as any,
      }),
    ],
  });
  await backend.stop();
  return sources;
}

const INSTANCE = {
  name: 'snowflake-prod',
  environment: 'prod',
  account: 'fake',
  url: 'http://127.0.0.1:9',
  auth: { type: 'emulator-password', username: 'a', password: 'fake' },
  database: 'DB',
};

describe('pipelinesModuleSnowflake', () => {
  it('adds a source for each account', async () => {
    const sources = await start([
      INSTANCE,
      { ...INSTANCE, name: 'snowflake-dev', environment: 'dev', title: 'Dev' },
    ]);
    expect(
      sources.map(({ environment, id, schedule, technology, title }) => [
        id,
        title,
        environment,
        technology,
        schedule,
      ]),
    ).toEqual([
      [
        'snowflake-prod',
        'snowflake-prod',
        'prod',
        'snowflake',
        { intervalSeconds: 600, timeoutSeconds: 55 },
      ],
      ['snowflake-dev', 'Dev', 'dev', 'snowflake', expect.anything()],
    ]);
  });

  it('adds none without config', async () => {
    expect(await start([])).toEqual([]);
  });

  it('refuses to start with a wrong config, and names the key', async () => {
    await expect(start([{ ...INSTANCE, url: undefined }])).rejects.toThrow(
      'needs pipelines.snowflake[0].url of an emulator',
    );
  });
});
