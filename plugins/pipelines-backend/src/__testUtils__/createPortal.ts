import {
  mockServices,
  type TestDatabaseId,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  PipelineDefinition,
  RunObservation,
  RunSource,
} from '@sluice/plugin-pipelines-node';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { createOnCall } from '../createOnCall';
import { migrate } from '../database/migrate';
import { createChanges, type DeployedRelease } from '../changes';
import { createApprovals, type PeopleDirectory } from '../approvals';
import { createFleet, FleetLags } from '../fleet';
import { createLedger } from '../ledger';
import { createLag, createLagRecorder } from '../lag';
import { LineageService } from '../lineage';
import { createObservations } from '../observations';
import { createSlos } from '../slo';
import type { NamedCalendar } from '../slo/calendars';
import type { SloDefaults } from '../slo/defaults';

/** The start of the fake clock. */
export const START = '2026-11-21T06:00:00.000Z';

/** A moment so many minutes after {@link START}, or before. */
export function at(minutes: number): string {
  return new Date(Date.parse(START) + minutes * 60_000).toISOString();
}

/** A scheduled run that ended well, unless it is said otherwise. */
export function run(options: Partial<RunObservation> = {}): RunObservation {
  return {
    pipelineExternalId: 'close_day',
    externalId: 'r1',
    state: 'success',
    runType: 'scheduled',
    runAfter: at(-30),
    startedAt: at(-30),
    endedAt: at(-20),
    ...options,
  };
}

/** A definition as Airflow lists it. */
export function definition(
  externalId: string,
  options: Partial<PipelineDefinition> = {},
): PipelineDefinition {
  return { externalId, type: 'airflow-dag', paused: false, ...options };
}

/** A pipeline entity that is bound to an Airflow DAG. */
export function dagEntity(
  name: string,
  dagId: string | undefined = name,
  spec: object = {},
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: {
        ...(dagId && { 'sluice.dev/airflow-dag-id': dagId }),
        ...annotations,
      },
    },
    spec: {
      type: 'airflow-dag',
      owner: 'finance',
      lifecycle: 'production',
      ...spec,
    },
  };
}

/** A source whose sweeps are scripted by the test. */
export function fakeSource(
  options: Partial<RunSource> & Pick<RunSource, 'collect'>,
): RunSource {
  return {
    id: 'airflow-prod',
    technology: 'airflow',
    title: 'Airflow production',
    environment: 'prod',
    schedule: { intervalSeconds: 30, timeoutSeconds: 20 },
    ...options,
  };
}

/** An identity provider that knows whoever is asked about, without groups. */
const everybodyKnown: PeopleDirectory = {
  look: async refs => ({
    members: new Map(),
    humans: new Set([...refs].filter(ref => ref.startsWith('user:'))),
  }),
  person: async ref => ({ ref, isHuman: true, groups: [], identity: ref }),
};

/** The contexts on a real database with a clock and a catalog that the test controls. */
export async function createPortal(options: {
  databases: TestDatabases;
  databaseId: TestDatabaseId;
  sources: RunSource[];
  entities?: Entity[];
  environments?: string[];
  /** How consumer groups are named after their pipelines. */
  naming?: RegExp[];
  calendars?: Map<string, NamedCalendar>;
  defaults?: SloDefaults[];
  /** Of the backend, for what reads it itself. */
  config?: JsonObject;
  verdictsDays?: number;
  /** What came to run, for "what changed?". */
  deployments?: DeployedRelease[];
}) {
  const { deployments = [] } = options;
  const database = await options.databases.init(options.databaseId);
  await migrate({ getClient: async () => database });
  let time = Date.parse(START);
  let entities = options.entities ?? [];
  const now = () => new Date(time);
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const scheduler = mockServices.scheduler();
  const catalog = catalogServiceMock.mock();
  catalog.streamEntities.mockImplementation((request, credentials) =>
    catalogServiceMock({ entities }).streamEntities(request, credentials),
  );
  catalog.queryEntities.mockImplementation((request, credentials) =>
    catalogServiceMock({ entities }).queryEntities(request, credentials),
  );
  catalog.getEntitiesByRefs.mockImplementation((request, credentials) =>
    catalogServiceMock({ entities }).getEntitiesByRefs(request, credentials),
  );
  const signals = {
    runs: [] as string[][],
    sources: [] as string[][],
    alerts: [] as number[][],
    incidents: [] as number[][],
    slos: [] as string[][],
  };
  /** What people were told. */
  const told: NotificationSendOptions[] = [];

  const observations = await createObservations({
    database,
    sources: options.sources,
    logger,
    runsDays: 60,
    readingsDays: 14,
    costsDays: 400,
    parts: [
      createLagRecorder({
        onRead: (lags, tx) => new FleetLags().put(lags, tx),
      }),
    ],
    now,
  });
  const lag = createLag({
    database,
    observations: observations.service,
    days: { minutes: 2, hours: 400, abandoned: 7 },
    logger,
    now,
  });
  const fleet = createFleet({
    database,
    observations: observations.service,
    announceSources: observations.announceSources,
    naming: options.naming ?? [],
    bindDatasets: bindings => observations.datasets.bind(bindings),
    catalog,
    auth: mockServices.auth(),
    logger,
    environments: options.environments ?? ['staging', 'prod'],
    targets: {
      runDurationSeconds: 2700,
      overdueGraceSeconds: 600,
      successRate: 0.999,
    },
    onRefreshed: async refs => {
      signals.runs.push(refs);
    },
    now,
  });
  const lineage = new LineageService({ catalog, fleet: fleet.service });
  const ledger = createLedger({
    database,
    logger,
    config: { headFile: undefined, headEveryMinutes: 5, verifyEveryHours: 24 },
  });
  const approvals = createApprovals({
    database,
    ledger: ledger.service,
    catalog,
    auth: mockServices.auth(),
    logger,
    config: {
      pendingHours: 168,
      approvedHours: 24,
      remindHours: 24,
      escalateHours: 72,
      escalateTo: [],
    },
    directory: everybodyKnown,
  });
  const slos = createSlos({
    approvals,
    ledger: ledger.service,
    database,
    observations: observations.service,
    readings: observations.readings,
    datasets: observations.datasets,
    fleet: fleet.service,
    lineage,
    catalog,
    auth: mockServices.auth(),
    logger,
    environment: 'prod',
    calendars: options.calendars ?? new Map(),
    defaults: options.defaults ?? [],
    backDays: 30,
    verdictsDays: options.verdictsDays ?? 400,
    runsDays: 400,
    onChanged: async refs => {
      signals.slos.push(refs);
    },
    readEntityFile: async location => {
      throw new Error(`${location} can't be read in a test`);
    },
    now,
  });
  const onCall = createOnCall({
    database,
    config: new ConfigReader(options.config ?? {}),
    notifications: {
      async send(notification) {
        told.push(notification);
      },
    },
    slos,
    fleet: fleet.service,
    observations: observations.service,
    lineage,
    ledger: ledger.service,
    auth: mockServices.auth(),
    logger,
    signals: {
      async alertsChanged(ids) {
        signals.alerts.push(ids);
      },
      async incidentsChanged(ids) {
        signals.incidents.push(ids);
      },
    },
    production: 'prod',
    now,
  });
  await lag.start(scheduler);
  await fleet.start(scheduler);
  await slos.start(scheduler);
  await observations.start(scheduler, {
    observationsChanged: fleet.takeInChanges,
    sourcesChanged: async ids => {
      signals.sources.push(ids);
    },
  });

  return {
    database,
    catalog,
    logger,
    signals,
    observations: observations.service,
    readings: observations.readings,
    datasets: observations.datasets,
    lag: lag.service,
    fleet: fleet.service,
    slos,
    changes: createChanges({
      observations,
      fleet,
      promises: slos.history,
      deployments: { of: async () => deployments },
      lineage,
      auth: mockServices.auth(),
      environment: 'prod',
      now,
    }),
    onCall,
    told,
    now,
    ledger,
    approvals,
    /** Moves the clock. */
    pass(minutes: number) {
      time += minutes * 60_000;
    },
    setEntities(next: Entity[]) {
      entities = next;
    },
    sweep: (id = 'airflow-prod') =>
      scheduler.triggerTask(`pipelines-collect-${id}`),
    /** The task as the scheduler runs it, however little time has passed. */
    pollCatalog: () => scheduler.triggerTask('pipelines-reconcile'),
    pollSlos: () => scheduler.triggerTask('pipelines-slo-definitions'),
    async reconcile() {
      // Long enough for a settled catalog to be read again.
      time += 61_000;
      await scheduler.triggerTask('pipelines-reconcile');
    },
    refresh: () => scheduler.triggerTask('pipelines-refresh'),
    retention: () => scheduler.triggerTask('pipelines-retention'),
    lagRetention: () => scheduler.triggerTask('pipelines-lag-retention'),
    sloRetention: () => scheduler.triggerTask('pipelines-slo-retention'),
    async row(name: string) {
      const ref = `component:default/${name}`;
      const page = await fleet.service.page({ entityRef: [ref] }, {});
      return page.items[0];
    },
    async runs(name: string) {
      const record = await fleet.service.find(`component:default/${name}`, {});
      if (!record) throw new Error(`There is no pipeline ${name}`);
      const found = await observations.service.runs(
        record.id,
        {},
        { limit: 400 },
      );
      return found.runs;
    },
  };
}
