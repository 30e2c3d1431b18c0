import type { Entity } from '@backstage/catalog-model';
import type {
  PipelineDefinition,
  RunObservation,
} from '@sluice/plugin-pipelines-node';

const DOMAINS = ['sales', 'marketing', 'finance', 'supply', 'customer'];
const OWNERS = ['commerce-data', 'finance-data', 'supply-data', 'platform'];

const location = {
  'backstage.io/managed-by-location': 'url:https://bench.invalid/all.yaml',
  'backstage.io/managed-by-origin-location':
    'url:https://bench.invalid/all.yaml',
};

/** A name that sorts as its number does. */
export function pipelineName(index: number): string {
  return `pipeline-${String(index).padStart(5, '0')}`;
}

/**
 * `count` pipelines with a constant number of domains, systems and owners, so that only the count differs between sizes. Their
 * systems and owners are no entities: the catalog would stitch each of those again, with its thousands of relations, for every
 * pipeline that it takes in.
 */
export function fleetEntities(count: number): Entity[] {
  return Array.from({ length: count }, (_, index) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: pipelineName(index),
      description: `Loads table ${index} of the warehouse`,
      tags: [`tag-${index % 20}`],
      annotations: {
        ...location,
        'sluice.dev/airflow-dag-id': pipelineName(index),
      },
    },
    spec: {
      type: 'airflow-dag',
      lifecycle: index % 10 ? 'production' : 'legacy',
      owner: OWNERS[index % OWNERS.length],
      system: `${DOMAINS[index % DOMAINS.length]}-data`,
      domain: DOMAINS[index % DOMAINS.length],
      tier: 1 + (index % 3),
    },
  }));
}

/** What the source lists for `count` pipelines. */
export function fleetDefinitions(count: number): PipelineDefinition[] {
  return Array.from({ length: count }, (_, index) => ({
    externalId: pipelineName(index),
    type: 'airflow-dag',
    schedule: '@hourly',
    paused: false,
  }));
}

/** Three hourly runs a pipeline, the last of every 50th pipeline failed. */
export function fleetRuns(count: number, now: Date): RunObservation[] {
  const hour = 3600_000;
  const lastHour = Math.floor(now.getTime() / hour) * hour;
  return Array.from({ length: count * 3 }, (_, index) => {
    const pipeline = Math.floor(index / 3);
    const ago = 2 - (index % 3);
    const due = lastHour - ago * hour;
    return {
      pipelineExternalId: pipelineName(pipeline),
      externalId: `scheduled__${new Date(due).toISOString()}`,
      state: ago === 0 && pipeline % 50 === 0 ? 'failed' : 'success',
      runType: 'scheduled',
      runAfter: new Date(due).toISOString(),
      dataIntervalStart: new Date(due - hour).toISOString(),
      dataIntervalEnd: new Date(due).toISOString(),
      startedAt: new Date(due + 5_000).toISOString(),
      endedAt: new Date(
        Math.min(due + (60 + (pipeline % 600)) * 1_000, now.getTime()),
      ).toISOString(),
    };
  });
}
