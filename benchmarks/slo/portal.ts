import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { RunBatch, RunSource } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { createApprovals } from '../../plugins/pipelines-backend/src/approvals';
import { createFleet } from '../../plugins/pipelines-backend/src/fleet';
import { createLedger } from '../../plugins/pipelines-backend/src/ledger';
import { LineageService } from '../../plugins/pipelines-backend/src/lineage';
import { createObservations } from '../../plugins/pipelines-backend/src/observations';
import { createSlos } from '../../plugins/pipelines-backend/src/slo';

/** What was read and written between two moments. */
export type Counts = { read: number; written: number };

/** The contexts that SLOs need, on a real database, without HTTP around them. */
export interface SloPortal {
  /** What the source says in its next sweep. */
  deliver(batches: Iterable<RunBatch>): Promise<void>;
  /** Takes in the catalog: fleet and promises. All promises are judged over the whole history. */
  takeInCatalog(): Promise<void>;
  /** One tick of the SLO task. */
  tick(): Promise<void>;
  /** Rows so far, from knex's query events. */
  counts(): Counts;
}

const silent: LoggerService = {
  error: message => process.stderr.write(`${message}\n`),
  warn: message => process.stderr.write(`${message}\n`),
  info() {},
  debug() {},
  child: () => silent,
};

/**
 * Puts the contexts together.
 *
 * @param options - `database` already has its tables; `days` of history are judged
 */
export async function createSloPortal(options: {
  database: Knex;
  entities: Entity[];
  technology: RunSource['technology'];
  days: number;
  now: Date;
}): Promise<SloPortal> {
  const { database, entities, days } = options;
  const tasks = new Map<string, (signal: AbortSignal) => unknown>();
  const scheduler = {
    scheduleTask: async (task: {
      id: string;
      fn: (signal: AbortSignal) => unknown;
    }) => {
      tasks.set(task.id, task.fn);
    },
  } as never;
  const catalog = {
    async *streamEntities() {
      yield entities;
    },
    queryEntities: async () => ({ totalItems: entities.length }),
  } as never;
  const auth = { getOwnServiceCredentials: async () => ({}) } as never;
  const now = () => options.now;

  let batches: Iterable<RunBatch> = [];
  const source: RunSource = {
    id: 'bench',
    technology: options.technology,
    title: 'Benchmark',
    environment: 'prod',
    schedule: { intervalSeconds: 3600, timeoutSeconds: 3600 },
    async *collect() {
      yield* batches;
    },
  };
  const observations = await createObservations({
    database,
    sources: [source],
    logger: silent,
    runsDays: 400,
    readingsDays: 400,
    costsDays: 400,
    now,
  });
  const fleet = createFleet({
    database,
    observations: observations.service,
    announceSources: observations.announceSources,
    naming: [],
    bindDatasets: bindings => observations.datasets.bind(bindings),
    catalog,
    auth,
    logger: silent,
    environments: ['prod'],
    targets: {
      runDurationSeconds: 2700,
      overdueGraceSeconds: 600,
      successRate: 0.999,
    },
    onRefreshed: async () => {},
    now,
  });
  const ledger = createLedger({
    database,
    logger: silent,
    config: { headFile: undefined, headEveryMinutes: 5, verifyEveryHours: 24 },
  }).service;
  const approvals = createApprovals({
    database,
    ledger,
    catalog,
    auth,
    logger: silent,
    config: {
      pendingHours: 168,
      approvedHours: 24,
      remindHours: 24,
      escalateHours: 72,
      escalateTo: [],
    },
  });
  const slos = createSlos({
    approvals,
    ledger,
    database,
    observations: observations.service,
    readings: observations.readings,
    datasets: observations.datasets,
    fleet: fleet.service,
    lineage: new LineageService({ catalog, fleet: fleet.service }),
    catalog,
    auth,
    logger: silent,
    environment: 'prod',
    calendars: new Map(),
    defaults: [],
    backDays: days,
    verdictsDays: 400,
    runsDays: 400,
    onChanged: async () => {},
    // No pull request is made here.
    readEntityFile: async () => {
      throw new Error('Entities of the benchmark have no files');
    },
    now,
  });
  await fleet.start(scheduler);
  await observations.start(scheduler, {
    // The fleet's own rows are another benchmark.
    observationsChanged: async () => {},
    sourcesChanged: async () => {},
  });

  const counts: Counts = { read: 0, written: 0 };
  database.on('query-response', (response, query) => {
    const rows = rowsOf(response);
    if (/^\s*(select|with)/i.test(query.sql)) counts.read += rows;
    else counts.written += Math.max(rows, changesOf(response));
  });

  const signal = new AbortController().signal;
  return {
    async deliver(next) {
      batches = next;
      await tasks.get('pipelines-collect-bench')!(signal);
    },
    async takeInCatalog() {
      await tasks.get('pipelines-reconcile')!(signal);
      await slos.readDefinitions();
    },
    tick: () => slos.evaluate(),
    counts: () => ({ ...counts }),
  };
}

function rowsOf(response: any): number {
  if (Array.isArray(response)) return response.length;
  if (Array.isArray(response?.rows)) return response.rows.length;
  return response && typeof response === 'object' ? 1 : 0;
}

/** How many rows a statement that returns none has changed: a number on SQLite, `rowCount` on PostgreSQL. */
function changesOf(response: any): number {
  if (typeof response === 'number') return response;
  return Number(response?.rowCount ?? response?.changes ?? 0);
}
