import type {
  AuthService,
  LoggerService,
  RootConfigService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { createChanges } from './changes';
import { type PipelinesConfig, sloOptions } from './config';
import { createConnectorRecorder, createConnectors } from './connectors';
import { createDelivery } from './createDelivery';
import { createOnCall } from './createOnCall';
import { createDocs } from './docs';
import { createFleet, FleetLags, readNamingRules } from './fleet';
import { createLag, createLagRecorder, readLagDays } from './lag';
import { LineageService } from './lineage';
import { createObservations } from './observations';
import type { RegisteredOperations } from './RegisteredOperations';
import type { RegisteredDelivery } from './RegisteredDelivery';
import type { RegisteredSources } from './RegisteredSources';
import type { RegisteredFacts } from './RegisteredFacts';
import { createSchemaRecorder, createSchemas } from './schemas';
import { createSelfWatch, readOperators } from './selfWatch';
import type { SignalPublisher } from './SignalPublisher';
import type { Scorecards } from './scorecards';
import { createSlos } from './slo';
import { wireOperations } from './wireOperations';
import { wirePromotions } from './wirePromotions';
import { wireScorecards } from './wireScorecards';

/** Joins the contexts: each gets what it needs of the others. Nothing is started. @internal */
export async function wirePipelines(shared: {
  database: Knex;
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  metrics: MetricsService;
  notifications: NotificationService;
  urlReader: UrlReaderService;
  rootConfig: RootConfigService;
  config: PipelinesConfig;
  /** Names, in order. */
  environments: string[];
  production: string;
  sources: RegisteredSources;
  integrations: RegisteredDelivery;
  facts: RegisteredFacts;
  operations: RegisteredOperations;
  signals: SignalPublisher;
  now: () => Date;
}) {
  const { auth, catalog, config, integrations, production, signals } = shared;
  const fleetLags = new FleetLags();
  // What they are about comes first.
  const touched: { scorecards?: Scorecards } = {};
  const observations = await createObservations({
    ...shared,
    sources: shared.sources.list,
    runsDays: config.retentionRunsDays,
    readingsDays: config.retentionReadingsDays,
    costsDays: config.retentionCostsDays,
    parts: [
      createLagRecorder({ onRead: (lags, tx) => fleetLags.put(lags, tx) }),
      createSchemaRecorder(),
      createConnectorRecorder(),
    ],
  });
  const lag = createLag({
    ...shared,
    observations: observations.service,
    days: readLagDays(shared.rootConfig),
  });
  const fleet = createFleet({
    ...shared,
    observations: observations.service,
    announceSources: observations.announceSources,
    bindDatasets: bindings => observations.datasets.bind(bindings),
    naming: readNamingRules(shared.rootConfig),
    targets: config.targets,
    onRefreshed: async refs => {
      touched.scorecards?.touch(refs);
      await signals.runsChanged(refs);
    },
  });
  const docs = createDocs({ urlReader: shared.urlReader, ...config });
  const delivery = createDelivery({
    ...shared,
    fleet: fleet.service,
    gates: () => integrations.gateNames,
    config,
  });
  const schemas = createSchemas({
    ...shared,
    releases: delivery.releases.reads,
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
    onChanged: async refs => {
      touched.scorecards?.touch(refs);
      await signals.slosChanged(refs);
    },
    readEntityFile: location => docs.entityFiles.read(location),
  });
  const onCall = createOnCall({
    ...shared,
    ...services,
    config: shared.rootConfig,
    slos,
    ledger: delivery.ledger.service,
  });
  const promotions = wirePromotions({
    ...shared,
    ...services,
    config: config.promotions,
    delivery,
    lag,
    slos,
    onCall,
  });
  const operations = wireOperations({
    ...shared,
    ...services,
    times: config.promotions.times,
    delivery,
    lag,
  });
  const selfWatch = createSelfWatch({
    ...shared,
    ledger: delivery.ledger,
    observations: observations.service,
    deliveries: onCall.notifications.service,
    pager: promotions.context.pager,
    operators: readOperators(shared.rootConfig),
  });
  const scorecards = wireScorecards({
    ...shared,
    ...services,
    lag,
    schemas,
    docs,
    delivery,
    slos,
    onCall,
    promotions,
  });
  touched.scorecards = scorecards;
  const changes = createChanges({
    ...services,
    observations,
    fleet,
    promises: slos.history,
    deployments: promotions.deployments,
    auth,
    environment: production,
  });
  return {
    observations,
    lag,
    connectors: createConnectors(shared),
    schemas,
    fleet,
    docs,
    delivery,
    services,
    slos,
    onCall,
    promotions,
    operations,
    selfWatch,
    scorecards,
    changes,
  };
}
