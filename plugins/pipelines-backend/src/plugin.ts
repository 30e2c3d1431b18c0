import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  pipelinesArtifactsExtensionPoint,
  pipelinesDeliveryExtensionPoint,
  pipelinesExtensionPoint,
} from '@sluice/plugin-pipelines-node';
import { createAuthorize } from './authorize';
import { createChanges } from './changes';
import { readConfig, sloOptions } from './config';
import { createOnCall } from './createOnCall';
import { migrate } from './database/migrate';
import { createDocs } from './docs';
import { resolveEnvironments } from './environments';
import { createFleet } from './fleet';
import { createDelivery } from './createDelivery';
import { createLag, createLagRecorder, readLagDays } from './lag';
import { LineageService } from './lineage';
import { createObservations } from './observations';
import { registerPermissions } from './registerPermissions';
import { createRouter } from './router/createRouter';
import { useIncidentWebhooks } from './router/incidentWebhookRouter';
import { RegisteredDelivery } from './RegisteredDelivery';
import { RegisteredSources } from './RegisteredSources';
import { createSelfWatch, readOperators } from './selfWatch';
import { createSlos } from './slo';
import { SignalPublisher } from './SignalPublisher';
import { startDelivery } from './startDelivery';
import { wirePromotions } from './wirePromotions';

/** The pipelines backend. @public */
export const pipelinesPlugin = createBackendPlugin({
  pluginId: 'pipelines',
  register(env) {
    const sources = new RegisteredSources();
    env.registerExtensionPoint(pipelinesExtensionPoint, sources);
    env.registerExtensionPoint(pipelinesArtifactsExtensionPoint, sources);
    const integrations = new RegisteredDelivery();
    env.registerExtensionPoint(pipelinesDeliveryExtensionPoint, integrations);
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
      },
      async init(deps) {
        const { auth, catalog, logger, scheduler } = deps;
        const config = readConfig(deps.config);
        const environments = resolveEnvironments(
          config.environments,
          sources.list,
        );
        const production = environments.at(-1)?.name ?? 'prod';
        const database = await migrate(deps.database);
        const enabled = deps.config.getOptionalBoolean('permission.enabled');
        const shared = { ...deps, database, enabled, now: () => new Date() };
        const signals = new SignalPublisher({ signals: deps.signals, logger });
        const observations = await createObservations({
          ...shared,
          sources: sources.list,
          runsDays: config.retentionRunsDays,
          readingsDays: config.retentionReadingsDays,
          costsDays: config.retentionCostsDays,
          parts: [createLagRecorder()],
        });
        const lag = createLag({
          ...shared,
          observations: observations.service,
          days: readLagDays(deps.config),
        });
        const fleet = createFleet({
          ...shared,
          observations: observations.service,
          announceSources: observations.announceSources,
          bindDatasets: bindings => observations.datasets.bind(bindings),
          environments: environments.map(e => e.name),
          targets: config.targets,
          onRefreshed: refs => signals.runsChanged(refs),
        });
        const docs = createDocs({ urlReader: deps.urlReader, ...config });
        const delivery = createDelivery({
          ...shared,
          fleet: fleet.service,
          environments: environments.map(e => e.name),
          signals,
          gates: () => integrations.gateNames,
          config,
        });
        const lineage = new LineageService({ catalog, fleet: fleet.service });
        const services = {
          observations: observations.service,
          readings: observations.readings,
          datasets: observations.datasets,
          fleet: fleet.service,
          lineage,
          now: shared.now,
        };
        const slos = createSlos({
          ...shared,
          ...services,
          approvals: delivery.approvals,
          ledger: delivery.ledger.service,
          environment: production,
          ...sloOptions(config),
          onChanged: refs => signals.slosChanged(refs),
          readEntityFile: location => docs.entityFiles.read(location),
        });
        const onCall = createOnCall({
          ...shared,
          ...services,
          slos,
          ledger: delivery.ledger.service,
          signals,
          production,
        });
        const promotions = wirePromotions({
          ...shared,
          ...services,
          environments: environments.map(e => e.name),
          production,
          config: config.promotions,
          integrations,
          delivery,
          slos,
          onCall,
          signals,
        });
        const selfWatch = createSelfWatch({
          ...shared,
          ledger: delivery.ledger,
          observations: observations.service,
          deliveries: onCall.notifications.service,
          pager: promotions.context.pager,
          operators: readOperators(deps.config),
        });
        const changes = createChanges({
          ...services,
          observations,
          fleet,
          promises: slos.history,
          deployments: promotions.deployments,
          auth,
          environment: production,
        });
        registerPermissions({ ...deps, fleet: fleet.service, enabled });
        useIncidentWebhooks(deps.httpRouter, onCall.incidents.webhook);
        deps.httpRouter.use(
          createRouter({
            authorize: createAuthorize({ ...shared, ...config }),
            ...services,
            artifacts: { receiver: id => sources.receiver(id) },
            changes,
            docs,
            environments,
            lag: lag.service,
            slos,
            ...delivery,
            promotions,
            ...onCall.services,
          }),
        );
        await lag.start(scheduler);
        await fleet.start(scheduler);
        await slos.start(scheduler);
        await startDelivery({
          ...shared,
          ...services,
          rootConfig: deps.config,
          environments: environments.map(e => e.name),
          production,
          config,
          integrations,
          slos,
          promotions,
          onCall,
          parts: [delivery, promotions, onCall, selfWatch],
        });
        await observations.start(scheduler, {
          observationsChanged: fleet.takeInChanges,
          sourcesChanged: ids => signals.sourcesChanged(ids),
        });
      },
    });
  },
});
