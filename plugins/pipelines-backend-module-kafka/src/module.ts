import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { pipelinesExtensionPoint } from '@sluice/plugin-pipelines-node';
import { PlatformaticClient } from './client/PlatformaticClient';
import { readKafkaConfig } from './config';
import { KafkaSource } from './KafkaSource';

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
        pipelines: pipelinesExtensionPoint,
      },
      async init({ config, lifecycle, pipelines }) {
        const sources = readKafkaConfig(config).map(cluster =>
          KafkaSource.create({
            cluster,
            connect: each => new PlatformaticClient(each),
          }),
        );
        pipelines.addRunSource(...sources);
        lifecycle.addShutdownHook(async () => {
          await Promise.all(sources.map(source => source.close()));
        });
      },
    });
  },
});
