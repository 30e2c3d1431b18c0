import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { pipelinesExtensionPoint } from '@sluice/plugin-pipelines-node';
import { readConnectClusters } from './config';
import { ConnectSource } from './ConnectSource';

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
        pipelines: pipelinesExtensionPoint,
      },
      async init({ config, lifecycle, pipelines }) {
        const sources = readConnectClusters(config).map(cluster =>
          ConnectSource.create({ cluster }),
        );
        pipelines.addRunSource(...sources);
        lifecycle.addShutdownHook(async () => {
          await Promise.all(sources.map(source => source.close()));
        });
      },
    });
  },
});
