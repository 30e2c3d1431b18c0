import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  pipelinesExtensionPoint,
  type RunSource,
} from '@sluice/plugin-pipelines-node';
import pipelinesModuleKafka from './index';

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

async function start(kafka: object[]) {
  const sources: RunSource[] = [];
  const backend = await startTestBackend({
    features: [
      recordingPlugin(sources),
      pipelinesModuleKafka,
      mockServices.rootConfig.factory({
        data: { pipelines: { kafka } } as any,
      }),
    ],
  });
  return { sources, stop: () => backend.stop() };
}

/** Nobody listens there. */
const CLUSTER = {
  name: 'kafka-prod',
  environment: 'prod',
  bootstrap: ['127.0.0.1:1'],
};

describe('pipelinesModuleKafka', () => {
  it('starts all the same when a cluster is unreachable, and then says which one', async () => {
    const { sources, stop } = await start([
      CLUSTER,
      { ...CLUSTER, name: 'kafka-dev', environment: 'dev', title: 'Dev' },
    ]);
    expect(
      sources.map(({ environment, id, title }) => [id, title, environment]),
    ).toEqual([
      ['kafka-prod', 'kafka-prod', 'prod'],
      ['kafka-dev', 'Dev', 'dev'],
    ]);
    const batches = sources[0].collect({
      signal: new AbortController().signal,
      now: () => new Date(),
      logger: mockServices.logger.mock(),
    });
    await expect(batches[Symbol.asyncIterator]().next()).rejects.toThrow(
      'No broker of kafka-prod can be reached (pipelines.kafka[0].bootstrap): 127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1',
    );
    await stop();
  });

  it('adds none without config', async () => {
    const { sources, stop } = await start([]);
    expect(sources).toEqual([]);
    await stop();
  });

  it('refuses to start with a wrong config, and names the key', async () => {
    await expect(start([{ ...CLUSTER, bootstrap: [] }])).rejects.toThrow(
      'Kafka cluster kafka-prod: pipelines.kafka[0].bootstrap must name at least one broker',
    );
  });
});
