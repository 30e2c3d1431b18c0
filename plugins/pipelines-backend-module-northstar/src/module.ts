import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { pipelinesExtensionPoint } from '@sluice/plugin-pipelines-node';
import { readNorthstarConfig } from './config';
import { createNorthstarSources } from './simulation/sources';

/**
 * The embedded demo fleet: simulated sources of runs. Adds nothing unless `pipelines.northstar.enabled` is true.
 *
 * @public
 */
export const pipelinesModuleNorthstar = createBackendModule({
  pluginId: 'pipelines',
  moduleId: 'northstar',
  register(reg) {
    reg.registerInit({
      deps: {
        pipelines: pipelinesExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ pipelines, config, logger }) {
        const settings = readNorthstarConfig(config);
        if (!settings) return;
        const sources = createNorthstarSources(settings);
        pipelines.addRunSource(...sources);
        logger.info(
          `Simulating the demo fleet of Northstar Retail with ${sources.length} sources; none of its runs are real`,
        );
      },
    });
  },
});
