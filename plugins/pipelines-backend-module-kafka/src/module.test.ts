import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  type OperationExecutor,
  pipelinesExtensionPoint,
  pipelinesOperationsExtensionPoint,
  type RunSource,
} from '@sluice/plugin-pipelines-node';
import pipelinesModuleKafka from './index';

/** Stands for the pipelines backend: keeps what modules hand over. */
function recordingPlugin(sources: RunSource[], executors: OperationExecutor[]) {
  return createBackendPlugin({
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
  });
}

async function start(kafka: object[]) {
  const sources: RunSource[] = [];
  const executors: OperationExecutor[] = [];
  const backend = await startTestBackend({
    features: [
      recordingPlugin(sources, executors),
      pipelinesModuleKafka,
      mockServices.rootConfig.factory({
        data: { pipelines: { kafka } } as any,
      }),
    ],
  });
  return { sources, executors, stop: () => backend.stop() };
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

  it('carries operations out where they are switched on alone', async () => {
    const { executors, stop } = await start([
      CLUSTER,
      { ...CLUSTER, name: 'kafka-dev', operations: ['reset-offsets'] },
    ]);
    expect(executors.map(({ kinds, sourceId }) => [sourceId, kinds])).toEqual([
      ['kafka-dev', ['reset-offsets']],
    ]);
    await stop();
    await expect(
      start([{ ...CLUSTER, operations: ['delete-topics'] }]),
    ).rejects.toThrow(
      'Kafka cluster kafka-prod: pipelines.kafka[0].operations',
    );
  });

  it('refuses to start with a wrong config, and names the key', async () => {
    await expect(start([{ ...CLUSTER, bootstrap: [] }])).rejects.toThrow(
      'Kafka cluster kafka-prod: pipelines.kafka[0].bootstrap must name at least one broker',
    );
  });
});
