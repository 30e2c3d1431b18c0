import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  pipelinesDeliveryExtensionPoint,
  pipelinesExtensionPoint,
  pipelinesOperationsExtensionPoint,
  pipelinesFactsExtensionPoint,
} from '@sluice/plugin-pipelines-node';
import { readNorthstarConfig } from './config';
import { createNorthstar } from './createNorthstar';
import { NorthstarFacts } from './past/NorthstarFacts';

/**
 * The embedded demo fleet: simulated sources of runs, and a deployer to its simulated environments. Adds nothing unless `pipelines.northstar.enabled` is true.
 *
 * @public
 */
export const pipelinesModuleNorthstar = createBackendModule({
  pluginId: 'pipelines',
  moduleId: 'northstar',
  register(reg) {
    reg.registerInit({
      deps: {
        delivery: pipelinesDeliveryExtensionPoint,
        facts: pipelinesFactsExtensionPoint,
        operations: pipelinesOperationsExtensionPoint,
        pipelines: pipelinesExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ delivery, facts, operations, pipelines, config, logger }) {
        const settings = readNorthstarConfig(config);
        if (!settings) return;
        const { deployer, executors, past, sources } = createNorthstar({
          ...settings,
          logger,
        });
        pipelines.addRunSource(...sources);
        if (deployer) delivery.addDeployer(deployer);
        if (executors) operations.addOperationExecutor(...executors);
        if (past) delivery.addPastDelivery(past);
        // Its people decide on exemptions, so it is told where what they do can be kept.
        if (past) facts.addPastFacts(new NorthstarFacts(settings));
        logger.info(
          `Simulating the demo fleet of Northstar Retail with ${sources.length} sources; none of its runs are real`,
        );
      },
    });
  },
});
