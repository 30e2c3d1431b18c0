import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  pipelinesExtensionPoint,
  pipelinesOperationsExtensionPoint,
} from '@sluice/plugin-pipelines-node';
import { PlatformaticClient } from './client/PlatformaticClient';
import { readKafkaConfig } from './config';
import { KafkaSource } from './KafkaSource';
import { KafkaOperations } from './operations/KafkaOperations';
import { PlatformaticWriter } from './operations/PlatformaticWriter';

/**
 * Gives the pipelines backend one source of consumer groups for each cluster under `pipelines.kafka`.
 *
 * @public
 */
export const pipelinesModuleKafka = createBackendModule({
  pluginId: 'pipelines',
  moduleId: 'kafka',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        operations: pipelinesOperationsExtensionPoint,
        pipelines: pipelinesExtensionPoint,
      },
      async init({ config, lifecycle, operations, pipelines }) {
        const clusters = readKafkaConfig(config);
        const sources = clusters.map(cluster =>
          KafkaSource.create({
            cluster,
            connect: each => new PlatformaticClient(each),
          }),
        );
        pipelines.addRunSource(...sources);
        const executors = clusters
          .filter(cluster => cluster.operations.length > 0)
          .map(
            cluster =>
              new KafkaOperations({
                cluster,
                connect: each => ({
                  client: new PlatformaticClient(each),
                  writer: new PlatformaticWriter(each),
                }),
              }),
          );
        operations.addOperationExecutor(...executors);
        lifecycle.addShutdownHook(async () => {
          await Promise.all(
            [...sources, ...executors].map(each => each.close()),
          );
        });
      },
    });
  },
});
