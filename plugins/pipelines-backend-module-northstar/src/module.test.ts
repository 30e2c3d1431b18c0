import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  type Deployer,
  type OperationExecutor,
  pipelinesDeliveryExtensionPoint,
  pipelinesExtensionPoint,
  pipelinesFactsExtensionPoint,
  pipelinesOperationsExtensionPoint,
  type RunSource,
} from '@sluice/plugin-pipelines-node';
import pipelinesModuleNorthstar from '.';

async function addedWith(northstar?: object) {
  const sources: RunSource[] = [];
  const deployers: Deployer[] = [];
  const executors: OperationExecutor[] = [];
  const plugin = createBackendPlugin({
    pluginId: 'pipelines',
    register(reg) {
      reg.registerExtensionPoint(pipelinesExtensionPoint, {
        addRunSource: (...added) => sources.push(...added),
      });
      reg.registerExtensionPoint(pipelinesDeliveryExtensionPoint, {
        addDeployer: (...added) => deployers.push(...added),
        addGate: () => {},
        addPastDelivery: () => {},
      });
      reg.registerExtensionPoint(pipelinesOperationsExtensionPoint, {
        addOperationExecutor: (...added) => executors.push(...added),
      });
      reg.registerExtensionPoint(pipelinesFactsExtensionPoint, {
        addFactProvider: () => {},
        addPastFacts: () => {},
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
  return { sources, deployers, executors };
}

// A backend takes long to start where other tests run beside it.
jest.setTimeout(120_000);

describe('the Northstar module', () => {
  it('adds nothing without its key', async () => {
    expect(await addedWith()).toEqual({
      sources: [],
      deployers: [],
      executors: [],
    });
  });

  it('adds a deployer where its state can be kept', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'sluice-module-'));
    try {
      const { deployers, executors } = await addedWith({
        enabled: true,
        deployments: { dir },
      });
      expect(deployers.map(({ id }) => id)).toEqual(['northstar']);
      expect(deployers[0].title).toContain('simulated');
      expect(executors.map(({ sourceId }) => sourceId)).toEqual([
        'northstar-kafka-prod',
        'northstar-kafka-analytics-prod',
        'northstar-connect-prod',
      ]);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it('adds sources that say they are a demo', async () => {
    const { sources, deployers } = await addedWith({
      enabled: true,
      tickSeconds: 20,
    });
    expect(deployers).toEqual([]);
    expect(sources.map(({ id }) => id)).toEqual([
      'northstar-airflow-prod',
      'northstar-airflow-staging',
      'northstar-airflow-dev',
      'northstar-airflow-legacy-prod',
      'northstar-dbt-prod',
      'northstar-spark-prod',
      'northstar-kafka-prod',
      'northstar-kafka-analytics-prod',
      'northstar-schema-registry-prod',
      'northstar-connect-prod',
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
