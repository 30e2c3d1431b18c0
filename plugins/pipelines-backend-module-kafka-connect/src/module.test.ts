import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  pipelinesExtensionPoint,
  type RunSource,
} from '@sluice/plugin-pipelines-node';
import pipelinesModuleKafkaConnect from './index';

async function start(kafkaConnect: object[]) {
  const sources: RunSource[] = [];
  const backend = await startTestBackend({
    features: [
      createBackendPlugin({
        pluginId: 'pipelines',
        register(reg) {
          reg.registerExtensionPoint(pipelinesExtensionPoint, {
            addRunSource: (...added) => void sources.push(...added),
          });
          reg.registerInit({ deps: {}, init: async () => {} });
        },
      }),
      pipelinesModuleKafkaConnect,
      mockServices.rootConfig.factory({
        data: { pipelines: { kafkaConnect } } as any,
      }),
    ],
  });
  await backend.stop();
  return sources.map(each => each.id);
}

const CLUSTER = {
  name: 'connect-prod',
  environment: 'prod',
  url: 'http://127.0.0.1:1',
};

describe('pipelinesModuleKafkaConnect', () => {
  it('adds a source for each cluster, and starts though nobody answers', async () => {
    expect(await start([CLUSTER])).toEqual(['connect-prod']);
    expect(await start([])).toEqual([]);
  });

  it('refuses to start with a wrong config, and names the key', async () => {
    await expect(start([{ ...CLUSTER, url: 'x' }])).rejects.toThrow(
      'pipelines.kafkaConnect[0].url must be an http(s) URL',
    );
  });
});
