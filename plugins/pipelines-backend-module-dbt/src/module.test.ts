import { resolve } from 'node:path';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  type ArtifactReceiver,
  pipelinesArtifactsExtensionPoint,
  pipelinesExtensionPoint,
  type RunSource,
} from '@sluice/plugin-pipelines-node';
import { MemoryStore } from './__testUtils__/MemoryStore';
import pipelinesModuleDbt from './index';

const FIXTURES = resolve(__dirname, '../fixtures');

/** Stands for the pipelines backend: keeps what modules hand over. */
function recordingPlugin(sources: RunSource[], receivers: ArtifactReceiver[]) {
  return createBackendPlugin({
    pluginId: 'pipelines',
    register(reg) {
      reg.registerExtensionPoint(pipelinesExtensionPoint, {
        addRunSource: (...added) => void sources.push(...added),
      });
      reg.registerExtensionPoint(pipelinesArtifactsExtensionPoint, {
        addArtifactReceiver: (...added) => void receivers.push(...added),
      });
      reg.registerInit({ deps: {}, init: async () => {} });
    },
  });
}

async function start(dbt: object[]) {
  const sources: RunSource[] = [];
  const receivers: ArtifactReceiver[] = [];
  const backend = await startTestBackend({
    features: [
      recordingPlugin(sources, receivers),
      pipelinesModuleDbt,
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: {
              name: 'revenue',
              annotations: { 'sluice.dev/dbt-selection': 'lab/fct_revenue' },
            },
          },
        ],
      }),
      mockServices.rootConfig.factory({
        data: {
          pipelines: {
            dbt,
            dbtArtifacts: { allowedFileRoots: [FIXTURES] },
          },
        } as any,
      }),
    ],
  });
  await backend.stop();
  return { sources, receivers };
}

const INSTANCE = {
  name: 'dbt-prod',
  environment: 'prod',
  artifacts: { path: `${FIXTURES}/test_fail` },
};

describe('pipelinesModuleDbt', () => {
  it('adds a source for each project, which reads what the catalog asks for', async () => {
    const { receivers, sources } = await start([
      { ...INSTANCE, selections: ['stg_orders'] },
      { ...INSTANCE, name: 'dbt-dev', environment: 'dev', title: 'Dev' },
    ]);
    expect(
      sources.map(({ id, title, environment }) => [id, title, environment]),
    ).toEqual([
      ['dbt-prod', 'dbt-prod', 'prod'],
      ['dbt-dev', 'Dev', 'dev'],
    ]);
    expect(receivers).toEqual([]);
    const store = new MemoryStore();
    await store.sweep(sources[0]);
    expect(
      [...store.runs.values()].map(run => [run.pipelineExternalId, run.state]),
    ).toEqual([
      ['lab/fct_revenue', 'failed'],
      ['lab/stg_orders', 'failed'],
    ]);
  });

  it('adds none without config', async () => {
    expect(await start([])).toEqual({ sources: [], receivers: [] });
  });

  it('takes files in where the config lets it', async () => {
    const { receivers } = await start([
      { ...INSTANCE, artifacts: { ...INSTANCE.artifacts, upload: true } },
    ]);
    expect(receivers.map(r => [r.sourceId, r.names])).toEqual([
      ['dbt-prod', ['manifest.json', 'run_results.json', 'sources.json']],
    ]);
  });

  it('refuses to start with a wrong config, and names the key', async () => {
    await expect(start([{ ...INSTANCE, artifacts: {} }])).rejects.toThrow(
      'pipelines.dbt[0].artifacts must have either path or url',
    );
  });
});
