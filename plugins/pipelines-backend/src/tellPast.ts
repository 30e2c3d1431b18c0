import type {
  AuthService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { PastDelivery } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { PipelinesConfig } from './config';
import { createDelivery } from './createDelivery';
import type { OnCall } from './createOnCall';
import type { FleetService } from './fleet';
import { createIncidents, readIncidentsConfig } from './incidents';
import { LineageService } from './lineage';
import type { ObservationService } from './observations';
import {
  PastStore,
  type PastProgress,
  PastTeller,
  remembering,
  SetBackClock,
  type Told,
  ToldRuns,
} from './past';
import { standingReader } from './ports/fleetPorts';
import type { Lag } from './lag';
import type { RegisteredDelivery } from './RegisteredDelivery';
import type { RegisteredOperations } from './RegisteredOperations';
import type { RegisteredSources } from './RegisteredSources';
import type { Slos } from './slo';
import { wireOperations } from './wireOperations';
import { wirePromotions } from './wirePromotions';

const DAY_MS = 86_400_000;
/** Where pipelines stand now is what was shown so long ago. */
const RECENT_MS = 12 * 3_600_000;
/** For so long what was read is taken again. */
const SECONDS = 2;
/** Nothing that waits for people is looked at more often than this while a past is told. */
const POLL_SECONDS = 1800;

/**
 * Tells what a demo brings of the time before its first start, through a second set of the services of delivery: with a clock that is set
 * back, with what the past says of runs, and with nobody who is told.
 *
 * @internal
 */
export async function tellPast(options: {
  past: PastDelivery;
  database: Knex;
  fleet: FleetService;
  observations: ObservationService;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  rootConfig: RootConfigService;
  /** Names, in order. */
  environments: string[];
  production: string;
  config: PipelinesConfig;
  integrations: RegisteredDelivery;
  slos: Slos;
  lag: Pick<Lag, 'service'>;
  sources: RegisteredSources;
  operations: RegisteredOperations;
  alerts: OnCall['alerts'];
  progress: PastProgress;
  /** Aborted when the backend stops. */
  signal: AbortSignal;
}): Promise<Told> {
  const { config, database, past } = options;
  const clock = new SetBackClock(Date.now() - 366 * DAY_MS);
  const deployer = past.deployer(clock);
  const seconds = SECONDS;
  const fleet = remembering(options.fleet, {
    methods: ['facts', 'externalIds', 'findAll'],
    seconds,
  });
  const catalog = remembering(options.catalog, {
    methods: ['getEntitiesByRefs'],
    seconds,
  });
  const began = Date.now();
  const shared = {
    ...options,
    fleet,
    catalog,
    clock: clock.asDatabaseClock,
    now: () => clock.now(),
  };
  const silent = { add: async () => {} };
  const delivery = createDelivery({
    ...shared,
    notifications: undefined,
    gates: () => options.integrations.gateNames,
    signals: { approvalsChanged: async () => {} },
    config: {
      ...config,
      // What is exported is the head of what is.
      ledger: { ...config.ledger, headFile: undefined },
    },
  });
  const incidents = createIncidents({
    ...shared,
    alerts: options.alerts.service,
    outbox: silent,
    ledger: delivery.ledger.service,
    config: readIncidentsConfig(options.rootConfig),
    onChanged: async () => {},
  });
  const runs = new ToldRuns();
  const standings = standingReader(fleet);
  const promotions = wirePromotions({
    ...shared,
    delivery,
    lineage: new LineageService({ catalog, fleet }),
    onCall: { incidents, notifications: { outbox: silent as never } },
    signals: { promotionsChanged: async () => {} },
    integrations: {
      deployers: [deployer],
      gates: options.integrations.gates,
      deployerFor: target => (deployer.handles(target) ? deployer : undefined),
    },
    config: {
      ...config.promotions,
      times: { pollSeconds: POLL_SECONDS, leaseSeconds: 6 * 3600 },
    },
    past: {
      health: runs,
      pager: { page: async () => {} },
      clock: clock.asDatabaseClock,
      standings: {
        // How pipelines stood long ago is not kept; of the last days it is as good as now.
        of: async (refs, db) =>
          clock.now().getTime() < began - RECENT_MS
            ? []
            : standings.of(refs, db),
      },
      remember: ({ downstream, policies, releases }) => ({
        downstream: remembering(downstream, {
          methods: ['downstream'],
          seconds,
        }),
        policies: remembering(policies, {
          methods: ['version', 'requirements'],
          seconds,
        }),
        releases: remembering(releases, {
          methods: ['find', 'change', 'checkArtifact'],
          seconds,
        }),
      }),
    },
  });
  const operations = wireOperations({
    ...shared,
    delivery,
    signals: { operationsChanged: async () => {} },
    times: config.promotions.times,
    // They wait for people of now.
    wakes: false,
  });
  return new PastTeller({
    ...options,
    clock,
    store: new PastStore({ database }),
    services: {
      ...delivery,
      incidents,
      operations,
      promotions,
      deployer,
      runs,
    },
  }).tell();
}
