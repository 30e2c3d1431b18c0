import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { pipelinesDeliveryExtensionPoint } from '@sluice/plugin-pipelines-node';
import { readExternalConfig } from './config';
import { ExternalDeployer } from './ExternalDeployer';
import { ExternalReports } from './ExternalReports';
import { DatabaseExternalStore } from './ExternalStore';
import { JobClient } from './JobClient';
import { migrate } from './migrate';
import { REPORTS_PATH, useReports } from './reportRouter';

/**
 * Gives the pipelines backend one deployer for each entry of `pipelines.external.deployers`, and a route under which its jobs report.
 *
 * @public
 */
export const pipelinesModuleExternal = createBackendModule({
  pluginId: 'pipelines',
  moduleId: 'external',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        database: coreServices.database,
        delivery: pipelinesDeliveryExtensionPoint,
        discovery: coreServices.discovery,
        httpRouter: coreServices.httpRouter,
      },
      async init(deps) {
        const deployers = readExternalConfig(deps.config);
        if (deployers.length === 0) return;
        const database = await migrate(deps.database);
        const store = new DatabaseExternalStore();
        const now = () => new Date();
        const shared = { database, store, now };
        const callback = async (stepKey: string) =>
          `${await deps.discovery.getExternalBaseUrl(
            'pipelines',
          )}${REPORTS_PATH}/${encodeURIComponent(stepKey)}`;
        for (const config of deployers) {
          const job = new JobClient({ config, now });
          deps.delivery.addDeployer(
            new ExternalDeployer({ ...shared, config, job, callback }),
          );
        }
        useReports(
          deps.httpRouter,
          new ExternalReports({ ...shared, deployers }),
        );
      },
    });
  },
});
