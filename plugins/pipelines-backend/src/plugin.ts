import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { pipelinesExtensionPoint } from '@sluice/plugin-pipelines-node';
import { createAuthorize } from './authorize';
import { createChanges } from './changes';
import { readConfig } from './config';
import { migrate } from './database/migrate';
import { createDocs } from './docs';
import { resolveEnvironments } from './environments';
import { createFleet } from './fleet';
import { createLedger } from './ledger';
import { LineageService } from './lineage';
import { createObservations } from './observations';
import { registerPermissions } from './registerPermissions';
import { createRouter } from './router/createRouter';
import { RegisteredSources } from './RegisteredSources';
import { createSlos } from './slo';
import { SignalPublisher } from './SignalPublisher';

/** The pipelines backend. @public */
export const pipelinesPlugin = createBackendPlugin({
  pluginId: 'pipelines',
  register(env) {
    const sources = new RegisteredSources();
    env.registerExtensionPoint(pipelinesExtensionPoint, sources);

    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
      },
      async init(deps) {
        const { auth, catalog, logger, permissionsRegistry, scheduler } = deps;
        const config = readConfig(deps.config);
        const environments = resolveEnvironments(
          config.environments,
          sources.list,
        );
        const database = await migrate(deps.database);
        const permissionsEnabled =
          deps.config.getOptionalBoolean('permission.enabled');
        const now = () => new Date();
        const signals = new SignalPublisher({ signals: deps.signals, logger });

        const ledger = createLedger({
          database,
          logger,
          config: config.ledger,
        });
        const observations = await createObservations({
          database,
          sources: sources.list,
          logger,
          runsDays: config.retentionRunsDays,
          readingsDays: config.retentionReadingsDays,
          costsDays: config.retentionCostsDays,
          now,
        });
        const fleet = createFleet({
          database,
          observations: observations.service,
          announceSources: observations.announceSources,
          catalog,
          auth,
          logger,
          environments: environments.map(e => e.name),
          targets: config.targets,
          onRefreshed: refs => signals.runsChanged(refs),
          now,
        });

        const docs = createDocs({ urlReader: deps.urlReader, ...config });
        const lineage = new LineageService({ catalog, fleet: fleet.service });
        const slos = createSlos({
          database,
          observations: observations.service,
          readings: observations.readings,
          fleet: fleet.service,
          lineage,
          catalog,
          auth,
          logger,
          environment: environments.at(-1)?.name ?? 'prod',
          calendars: config.calendars,
          defaults: config.sloDefaults,
          backDays: config.sloBackDays,
          readEntityFile: location => docs.entityFiles.read(location),
          now,
        });

        const changes = createChanges({
          observations,
          fleet,
          promises: slos.history,
          lineage,
          auth,
          environment: environments.at(-1)?.name ?? 'prod',
          now,
        });
        registerPermissions({
          permissionsRegistry,
          fleet: fleet.service,
          logger,
          enabled: permissionsEnabled,
        });
        deps.httpRouter.use(
          createRouter({
            authorize: createAuthorize({
              ...deps,
              clients: config.clients,
              enabled: permissionsEnabled,
            }),
            fleet: fleet.service,
            observations: observations.service,
            readings: observations.readings,
            lineage,
            changes,
            docs,
            environments,
            slos,
            now,
            ledger,
          }),
        );

        await ledger.start(scheduler);
        await fleet.start(scheduler);
        await slos.start(scheduler);
        await observations.start(scheduler, {
          observationsChanged: fleet.takeInChanges,
          sourcesChanged: ids => signals.sourcesChanged(ids),
        });
      },
    });
  },
});
