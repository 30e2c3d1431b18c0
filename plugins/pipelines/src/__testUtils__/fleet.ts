import type {
  FleetPage,
  FleetRow,
  FleetSummary,
  FleetWallTile,
  Source,
  StatusReason,
} from '@sluice/plugin-pipelines-common';

const SUCCEEDED: StatusReason = {
  code: 'succeeded',
  at: '2026-11-21T05:49:00Z',
};

/** A pipeline that is well, with what a test wants otherwise. @internal */
export function fleetRow(changes: Partial<FleetRow> = {}): FleetRow {
  const name = changes.name ?? 'orders-enrichment';
  return {
    entityRef: `component:default/${name}`,
    name,
    type: 'airflow-dag',
    owner: 'group:default/sales-data',
    domain: 'domain:default/sales',
    tier: 1,
    lifecycle: 'production',
    classification: [],
    demo: true,
    discovered: false,
    environment: 'prod',
    status: 'ok',
    statusReason: SUCCEEDED,
    lastRun: {
      id: '1',
      state: 'success',
      runType: 'scheduled',
      startedAt: '2026-11-21T04:58:00Z',
      endedAt: '2026-11-21T05:49:00Z',
      durationSeconds: 3060,
    },
    recentRuns: [{ id: '1', state: 'success', runType: 'scheduled' }],
    scheduledRuns30d: 30,
    succeededRuns30d: 30,
    successRate30d: 1,
    nextRunAt: '2026-11-22T04:58:00Z',
    environments: [
      {
        name: 'prod',
        status: 'ok',
        statusReason: SUCCEEDED,
        sources: ['airflow-prod'],
      },
    ],
    ...changes,
  };
}

/** A pipeline whose last run failed. @internal */
export const failedRow = fleetRow({
  name: 'finance-daily-close',
  domain: 'domain:default/finance',
  owner: 'group:default/finance-data',
  classification: ['sox'],
  status: 'failed',
  statusReason: { code: 'failed', at: '2026-11-21T05:12:00Z' },
  lastRun: {
    id: '2',
    state: 'failed',
    runType: 'scheduled',
    startedAt: '2026-11-21T04:58:00Z',
    endedAt: '2026-11-21T05:12:00Z',
    durationSeconds: 840,
  },
});

/** A page of these pipelines with the counts that go with it. @internal */
export function fleetPage(
  items: FleetRow[],
  changes: Partial<FleetPage> = {},
): FleetPage {
  const count = (pick: (row: FleetRow) => string | undefined) => {
    const counts = new Map<string, number>();
    for (const row of items) {
      const value = pick(row);
      if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts].map(([value, number]) => ({ value, count: number }));
  };
  return {
    items,
    totalItems: items.length,
    facets: {
      status: count(row => row.status),
      slo: count(row => row.slo?.status),
      stream: count(row => row.lag?.status),
      domain: count(row => row.domain),
      type: count(row => row.type),
      tier: count(row => String(row.tier)),
      lifecycle: count(row => row.lifecycle),
      classification: count(row => row.classification[0]),
      owner: count(row => row.owner),
      system: count(row => row.system),
    },
    updatedAt: new Date().toISOString(),
    ...changes,
  };
}

/** The figures over a fleet of 120, with what a test wants otherwise. @internal */
export function fleetSummary(
  changes: Partial<FleetSummary> = {},
): FleetSummary {
  return {
    total: 120,
    byStatus: {
      failed: 2,
      late: 1,
      unknown: 1,
      running: 5,
      ok: 110,
      paused: 1,
    },
    scheduledRuns30d: 10_000,
    succeededRuns30d: 9_984,
    successTarget: 0.999,
    finishedBatchRuns30d: 8_000,
    batchRunsInTime30d: 7_900,
    runDurationTargetSeconds: 2700,
    sources: { healthy: 7, total: 8 },
    demo: true,
    updatedAt: new Date().toISOString(),
    ...changes,
  };
}

/** One tile of the wall. @internal */
export function wallTile(
  name: string,
  changes: Partial<FleetWallTile> = {},
): FleetWallTile {
  return {
    entityRef: `component:default/${name}`,
    name,
    type: 'airflow-dag',
    domain: 'domain:default/sales',
    tier: 1,
    status: 'ok',
    statusReason: SUCCEEDED,
    ...changes,
  };
}

/** A collector that is read in time, with what a test wants otherwise. @internal */
export function source(changes: Partial<Source> = {}): Source {
  return {
    id: 'airflow-prod',
    technology: 'airflow',
    title: 'Airflow prod',
    environment: 'prod',
    version: '2.11.2',
    demo: false,
    status: 'healthy',
    lastAttemptAt: '2026-11-21T09:00:00Z',
    lastSuccessAt: '2026-11-21T09:00:00Z',
    lastDurationSeconds: 1.4,
    rows: 212,
    intervalSeconds: 60,
    nextAttemptAt: '2026-11-21T09:01:00Z',
    consecutiveErrors: 0,
    pipelines: 35,
    issues: [],
    ...changes,
  };
}
