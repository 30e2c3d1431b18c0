import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  pipelinesExtensionPoint,
  type RunSource,
} from '@sluice/plugin-pipelines-node';
import pipelinesModuleNorthstar from '.';

async function sourcesWith(northstar?: object): Promise<RunSource[]> {
  const sources: RunSource[] = [];
  const plugin = createBackendPlugin({
    pluginId: 'pipelines',
    register(reg) {
      reg.registerExtensionPoint(pipelinesExtensionPoint, {
        addRunSource: (...added) => sources.push(...added),
      });
      reg.registerInit({ deps: {}, async init() {} });
    },
  });
  const { server } = await startTestBackend({
    features: [
      plugin,
      pipelinesModuleNorthstar,
      mockServices.rootConfig.factory({
        data: { pipelines: { ...(northstar && { northstar }) } },
      }),
    ],
  });
  server.close();
  return sources;
}

// A backend takes long to start where other tests run beside it.
jest.setTimeout(120_000);

describe('the Northstar module', () => {
  it('adds nothing without its key', async () => {
    expect(await sourcesWith()).toEqual([]);
  });

  it('adds sources that say they are a demo', async () => {
    const sources = await sourcesWith({ enabled: true, tickSeconds: 20 });
    expect(sources.map(({ id }) => id)).toEqual([
      'northstar-airflow-prod',
      'northstar-airflow-staging',
      'northstar-airflow-dev',
      'northstar-airflow-legacy-prod',
      'northstar-dbt-prod',
      'northstar-spark-prod',
      'northstar-kafka-prod',
    ]);
    for (const source of sources) {
      expect(source.demo).toBe(true);
      expect(source.title).toContain('demo');
      expect(source.schedule).toEqual({
        intervalSeconds: 20,
        timeoutSeconds: 60,
      });
    }
  });
});
