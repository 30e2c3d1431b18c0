import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  pipelinesExtensionPoint,
  pipelinesGitExtensionPoint,
  type PinProbe,
  type RunSource,
} from '@sluice/plugin-pipelines-node';
import pipelinesAirflow from './index';

/** Stands for the pipelines backend: keeps what modules hand over. */
function recordingPlugin(sources: RunSource[], probes?: PinProbe[]) {
  return createBackendPlugin({
    pluginId: 'pipelines',
    register(reg) {
      reg.registerExtensionPoint(pipelinesExtensionPoint, {
        addRunSource: (...added) => void sources.push(...added),
      });
      if (probes) {
        reg.registerExtensionPoint(pipelinesGitExtensionPoint, {
          addPinProbe: (...added) => void probes.push(...added),
        });
      }
      reg.registerInit({ deps: {}, init: async () => {} });
    },
  });
}

/** @param probes - of the git module, where it is installed */
async function start(airflow: object[], probes?: PinProbe[]) {
  const sources: RunSource[] = [];
  const backend = await startTestBackend({
    features: [
      recordingPlugin(sources, probes),
      pipelinesAirflow,
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

describe('pipelinesAirflow', () => {
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

  it('tells the git module what it makes of pins, where it reads some', async () => {
    const probes: PinProbe[] = [];
    await start([{ ...INSTANCE, pins: [{ unit: 'orders' }] }], probes);
    expect(
      ['orders', 'other'].map(unit =>
        probes[0].handles({ unit, environment: 'prod' }),
      ),
    ).toEqual([true, false]);
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
