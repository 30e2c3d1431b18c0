import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  type Gate,
  pipelinesDeliveryExtensionPoint,
  pipelinesExtensionPoint,
  type RunSource,
} from '@sluice/plugin-pipelines-node';
import pipelinesModuleSchemaRegistry from './index';

/** @returns what the module hands over */
async function start(schemaRegistries: object[]) {
  const sources: RunSource[] = [];
  const gates: Gate[] = [];
  const backend = await startTestBackend({
    features: [
      createBackendPlugin({
        pluginId: 'pipelines',
        register(reg) {
          reg.registerExtensionPoint(pipelinesExtensionPoint, {
            addRunSource: (...added) => void sources.push(...added),
          });
          reg.registerExtensionPoint(pipelinesDeliveryExtensionPoint, {
            addDeployer: () => {},
            addGate: (...added) => void gates.push(...added),
            addPastDelivery: () => {},
          });
          reg.registerInit({ deps: {}, init: async () => {} });
        },
      }),
      pipelinesModuleSchemaRegistry,
      mockServices.rootConfig.factory({
        data: { pipelines: { schemaRegistries } } as any,
      }),
    ],
  });
  await backend.stop();
  return { sources: sources.map(each => each.id), gates };
}

const REGISTRY = {
  name: 'registry-prod',
  environment: 'prod',
  url: 'http://127.0.0.1:1',
};

describe('pipelinesModuleSchemaRegistry', () => {
  it('adds a source for each registry and one gate, and starts though nobody answers', async () => {
    const { gates, sources } = await start([
      REGISTRY,
      { ...REGISTRY, name: 'registry-dev', environment: 'dev' },
    ]);
    expect(sources).toEqual(['registry-prod', 'registry-dev']);
    expect(gates.map(each => each.name)).toEqual(['schema-registry']);
  });

  it('adds nothing without config', async () => {
    expect(await start([])).toEqual({ sources: [], gates: [] });
  });

  it('refuses to start with a wrong config, and names the key', async () => {
    await expect(start([{ ...REGISTRY, url: 'x' }])).rejects.toThrow(
      'pipelines.schemaRegistries[0].url must be an http(s) URL',
    );
  });
});
