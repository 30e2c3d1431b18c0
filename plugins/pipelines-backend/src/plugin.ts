import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  pipelinesArtifactsExtensionPoint,
  pipelinesDeliveryExtensionPoint,
  pipelinesExtensionPoint,
  pipelinesFactsExtensionPoint,
  pipelinesOperationsExtensionPoint,
} from '@sluice/plugin-pipelines-node';
import { createAuthorize } from './authorize';
import { readConfig } from './config';
import { migrate } from './database/migrate';
import { resolveEnvironments } from './environments';
import { registerActions } from './registerActions';
import { registerPermissions } from './registerPermissions';
import { createRouter } from './router/createRouter';
import { useIncidentWebhooks } from './router/incidentWebhookRouter';
import { RegisteredDelivery } from './RegisteredDelivery';
import { RegisteredFacts } from './RegisteredFacts';
import { RegisteredOperations } from './RegisteredOperations';
import { RegisteredSources } from './RegisteredSources';
import { SignalPublisher } from './SignalPublisher';
import { PastProgress } from './past';
import { startDelivery } from './startDelivery';
import { wirePipelines } from './wirePipelines';

/** The pipelines backend. @public */
export const pipelinesPlugin = createBackendPlugin({
  pluginId: 'pipelines',
  register(env) {
    const sources = new RegisteredSources();
    env.registerExtensionPoint(pipelinesExtensionPoint, sources);
    env.registerExtensionPoint(pipelinesArtifactsExtensionPoint, sources);
    const integrations = new RegisteredDelivery();
    env.registerExtensionPoint(pipelinesDeliveryExtensionPoint, integrations);
    const facts = new RegisteredFacts();
    env.registerExtensionPoint(pipelinesFactsExtensionPoint, facts);
    const operations = new RegisteredOperations();
    env.registerExtensionPoint(pipelinesOperationsExtensionPoint, operations);
    env.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
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
        const { logger, scheduler } = deps;
        const config = readConfig(deps.config);
        const environments = resolveEnvironments(
          config.environments,
          sources.list,
        );
        const enabled = deps.config.getOptionalBoolean('permission.enabled');
        const shared = {
          ...deps,
          database: await migrate(deps.database),
          rootConfig: deps.config,
          config,
          environments: environments.map(e => e.name),
          production: environments.at(-1)?.name ?? 'prod',
          sources,
          integrations,
          facts,
          operations,
          signals: new SignalPublisher({ signals: deps.signals, logger }),
          enabled,
          now: () => new Date(),
        };
        const progress = new PastProgress();
        const contexts = await wirePipelines(shared);
        const { delivery, fleet, lag, observations, onCall } = contexts;
        const { promotions, scorecards, selfWatch, services, slos } = contexts;
        registerPermissions({ ...deps, fleet: fleet.service, enabled });
        registerActions({ ...shared, ...config, queries: scorecards.queries });
        useIncidentWebhooks(deps.httpRouter, onCall.incidents.webhook);
        deps.httpRouter.use(
          createRouter({
            authorize: createAuthorize({ ...shared, ...config }),
            ...services,
            artifacts: { receiver: id => sources.receiver(id) },
            changes: contexts.changes,
            docs: contexts.docs,
            environments,
            requestsThrough: config.requestsThrough,
            lag: lag.service,
            topics: lag.topics,
            schemas: contexts.schemas,
            connectors: contexts.connectors,
            slos,
            ...delivery,
            promotions,
            scorecards,
            operations: contexts.operations,
            ...onCall.services,
            past: progress,
          }),
        );
        await lag.start(scheduler);
        await fleet.start(scheduler);
        await slos.start(scheduler);
        await startDelivery({
          ...shared,
          ...services,
          lag,
          slos,
          promotions,
          onCall,
          progress,
          parts: [
            delivery,
            promotions,
            contexts.operations,
            onCall,
            selfWatch,
            scorecards,
          ],
        });
        await observations.start(scheduler, {
          observationsChanged: fleet.takeInChanges,
          sourcesChanged: ids => shared.signals.sourcesChanged(ids),
        });
      },
    });
  },
});
