import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  type OperationExecutor,
  pipelinesExtensionPoint,
  pipelinesOperationsExtensionPoint,
  type RunSource,
} from '@sluice/plugin-pipelines-node';
import pipelinesModuleKafkaConnect from './index';

async function start(kafkaConnect: object[]) {
  const sources: RunSource[] = [];
  const executors: OperationExecutor[] = [];
  const backend = await startTestBackend({
    features: [
      createBackendPlugin({
        pluginId: 'pipelines',
        register(reg) {
          reg.registerExtensionPoint(pipelinesExtensionPoint, {
            addRunSource: (...added) => void sources.push(...added),
          });
          reg.registerExtensionPoint(pipelinesOperationsExtensionPoint, {
            addOperationExecutor: (...added) => void executors.push(...added),
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
  return {
    sources: sources.map(each => each.id),
    operations: executors.map(each => [each.sourceId, ...each.kinds]),
  };
}

const CLUSTER = {
  name: 'connect-prod',
  environment: 'prod',
  url: 'http://127.0.0.1:1',
};

describe('pipelinesModuleKafkaConnect', () => {
  it('adds a source for each cluster, and starts though nobody answers', async () => {
    expect(await start([CLUSTER])).toEqual({
      sources: ['connect-prod'],
      operations: [],
    });
    expect(await start([])).toEqual({ sources: [], operations: [] });
  });

  it('lets connectors be switched where the config says so', async () => {
    const operations = ['pause-connector'];
    expect(await start([{ ...CLUSTER, operations }])).toMatchObject({
      operations: [['connect-prod', 'pause-connector']],
    });
  });

  it('refuses to start with a wrong config, and names the key', async () => {
    await expect(start([{ ...CLUSTER, url: 'x' }])).rejects.toThrow(
      'pipelines.kafkaConnect[0].url must be an http(s) URL',
    );
  });
});
