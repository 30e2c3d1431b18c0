import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { pipelinesExtensionPoint } from '@sluice/plugin-pipelines-node';
import { AirflowRunSource } from './AirflowRunSource';
import { readAirflowConfig } from './config';

/**
 * Gives the pipelines backend one source of runs for each Airflow under `pipelines.airflow`.
 *
 * @public
 */
export const pipelinesModuleAirflow = createBackendModule({
  pluginId: 'pipelines',
  moduleId: 'airflow',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        pipelines: pipelinesExtensionPoint,
      },
      async init({ config, lifecycle, pipelines }) {
        const sources = readAirflowConfig(config).map(instance =>
          AirflowRunSource.create({ instance }),
        );
        pipelines.addRunSource(...sources);
        lifecycle.addShutdownHook(async () => {
          await Promise.all(sources.map(source => source.close()));
        });
      },
    });
  },
});
