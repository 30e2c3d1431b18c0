import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { createPipelinesClient } from '@sluice/plugin-pipelines-common';
import { CatalogLookup } from './discovery/CatalogLookup';
import { DiscoveredPipelinesProvider } from './discovery/DiscoveredPipelinesProvider';
import { readDiscoveryOptions } from './discovery/options';
import { createServiceFetch } from './discovery/serviceFetch';
import { readRepositoriesFolder } from './repositories/readRepositoriesFolder';
import { RepositoryEntitiesProvider } from './repositories/RepositoryEntitiesProvider';
import { readCalendarNames } from './validation/calendarNames';
import { PipelineEntityProcessor } from './validation/PipelineEntityProcessor';

/** Somebody waits for what a template made. */
const REPOSITORIES_SCHEDULE = {
  frequency: { seconds: 5 },
  timeout: { seconds: 60 },
  scope: 'global' as const,
};

/**
 * Adds validation of pipelines and datasets to the catalog, and the entities of discovered pipelines and of repositories that templates
 * made on this host.
 *
 * @public
 */
export const catalogModulePipelines = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'pipelines',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { auth, catalog, config, discovery, logger } = deps;
        const { schedule, defaultOwner } = readDiscoveryOptions(config);

        deps.processing.addProcessor(
          PipelineEntityProcessor.create({
            logger,
            calendars: readCalendarNames(config),
          }),
        );
        deps.processing.addEntityProvider(
          DiscoveredPipelinesProvider.create({
            client: createPipelinesClient({
              discoveryApi: discovery,
              fetchApi: {
                fetch: createServiceFetch({
                  auth,
                  targetPluginId: 'pipelines',
                }),
              },
            }),
            lookup: CatalogLookup.create({ auth, catalog }),
            taskRunner: deps.scheduler.createScheduledTaskRunner(schedule),
            defaultOwner,
            logger,
          }),
        );
        const folder = readRepositoriesFolder(config);
        if (folder !== undefined) {
          deps.processing.addEntityProvider(
            new RepositoryEntitiesProvider({
              folder,
              taskRunner: deps.scheduler.createScheduledTaskRunner(
                REPOSITORIES_SCHEDULE,
              ),
              logger,
            }),
          );
        }
      },
    });
  },
});
