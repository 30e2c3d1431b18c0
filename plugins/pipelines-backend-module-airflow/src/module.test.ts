import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  pipelinesExtensionPoint,
  type RunSource,
} from '@sluice/plugin-pipelines-node';
import pipelinesModuleAirflow from './index';

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

async function start(airflow: object[]) {
  const sources: RunSource[] = [];
  const backend = await startTestBackend({
    features: [
      recordingPlugin(sources),
      pipelinesModuleAirflow,
      mockServices.rootConfig.factory({
        data: { pipelines: { airflow } } as any,
      }),
    ],
  });
  await backend.stop();
  return sources;
}

const INSTANCE = {
  name: 'airflow-prod',
  environment: 'prod',
  url: 'http://127.0.0.1:1',
  auth: { type: 'bearer', token: 'fake' },
};

describe('pipelinesModuleAirflow', () => {
  it('adds a source for each instance', async () => {
    const sources = await start([
      INSTANCE,
      { ...INSTANCE, name: 'airflow-dev', environment: 'dev', title: 'Dev' },
    ]);
    expect(
      sources.map(({ id, title, environment }) => [id, title, environment]),
    ).toEqual([
      ['airflow-prod', 'airflow-prod', 'prod'],
      ['airflow-dev', 'Dev', 'dev'],
    ]);
  });

  it('adds none without config', async () => {
    expect(await start([])).toEqual([]);
  });

  it('refuses to start with a wrong config, and names the key', async () => {
    await expect(start([{ ...INSTANCE, auth: undefined }])).rejects.toThrow(
      'pipelines.airflow[0].auth is missing',
    );
  });
});
