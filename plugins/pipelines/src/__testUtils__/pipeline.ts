import type { Entity } from '@backstage/catalog-model';
import type { PipelineOverview, Run } from '@sluice/plugin-pipelines-common';
import { fleetRow } from './fleet';

/** The catalog's entity of a pipeline. @internal */
export const pipelineEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'finance-daily-close',
    namespace: 'default',
    links: [{ title: 'Ledger dashboard', url: 'https://example.com/ledger' }],
  },
  spec: { type: 'airflow-dag', lifecycle: 'production', owner: 'finance-data' },
};

/** The path of that pipeline in the API. @internal */
export const PIPELINE_PATH = '/entities/component/default/finance-daily-close';

/** What the API says of that pipeline, with what a test wants otherwise. @internal */
export function pipelineOverview(
  row: Parameters<typeof fleetRow>[0] = {},
  changes: Partial<PipelineOverview> = {},
): PipelineOverview {
  return {
    row: fleetRow({
      name: 'finance-daily-close',
      owner: 'group:default/finance-data',
      domain: 'domain:default/finance',
      classification: ['sox'],
      schedule: '30 4 * * * America/New_York',
      ...row,
    }),
    runDurationTargetSeconds: 2700,
    successTarget: 0.999,
    durationSecondsP50: 1800,
    durationSecondsP95: 2520,
    inTimeRuns30d: 29,
    finishedRuns30d: 30,
    problems: [],
    links: [{ title: 'Airflow prod', url: 'https://airflow.example.com/dags' }],
    ...changes,
  };
}

/** A run that succeeded in time, with what a test wants otherwise. @internal */
export function run(changes: Partial<Run> = {}): Run {
  return {
    id: 'r1',
    externalId: 'scheduled__2026-11-21T04:30:00+00:00',
    source: 'airflow-prod',
    environment: 'prod',
    state: 'success',
    runType: 'scheduled',
    runAfter: '2026-11-21T04:30:00Z',
    startedAt: '2026-11-21T04:31:00Z',
    endedAt: '2026-11-21T05:01:00Z',
    durationSeconds: 1800,
    demo: true,
    ...changes,
  };
}
