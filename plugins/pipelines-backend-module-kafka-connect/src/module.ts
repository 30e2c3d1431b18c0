import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  pipelinesExtensionPoint,
  pipelinesOperationsExtensionPoint,
} from '@sluice/plugin-pipelines-node';
import { readConnectClusters } from './config';
import { ConnectOperations } from './ConnectOperations';
import { ConnectSource } from './ConnectSource';
import { connectClient } from './connectClient';

/**
 * Gives the pipelines backend one source of connectors for each cluster under `pipelines.kafkaConnect`.
 *
 * @public
 */
export const pipelinesModuleKafkaConnect = createBackendModule({
  pluginId: 'pipelines',
  moduleId: 'kafka-connect',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        operations: pipelinesOperationsExtensionPoint,
        pipelines: pipelinesExtensionPoint,
      },
      async init({ config, lifecycle, operations, pipelines }) {
        const clusters = readConnectClusters(config).map(cluster => ({
          cluster,
          client: connectClient(cluster),
        }));
        pipelines.addRunSource(
          ...clusters.map(each => new ConnectSource(each)),
        );
        operations.addOperationExecutor(
          ...clusters
            .filter(({ cluster }) => cluster.operations.length > 0)
            .map(each => new ConnectOperations(each)),
        );
        lifecycle.addShutdownHook(async () => {
          await Promise.all(clusters.map(({ client }) => client.close()));
        });
      },
    });
  },
});
