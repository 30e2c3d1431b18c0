import type { Tier } from '@sluice/plugin-pipelines-common';
import type { DatasetKey, PipelineEntry } from './types';

type Options = Pick<
  PipelineEntry,
  'lifecycle' | 'classification' | 'tags' | 'releaseUnit'
>;

type Batch = Options & {
  tier: Tier;
  cron: string;
  minutes: number;
  reads: DatasetKey[];
  does: string;
  whenItFails: string;
};

/** An Airflow DAG. @internal */
export function dag(
  name: string,
  entry: Batch & { writes: DatasetKey[] },
): PipelineEntry {
  return { name, type: 'airflow-dag', ...entry };
}

/** An Airflow DAG of the old repository: observed, not yet released through Sluice. @internal */
export function legacyDag(
  name: string,
  entry: Batch & { writes: DatasetKey[] },
): PipelineEntry {
  return {
    name,
    type: 'airflow-dag',
    ...entry,
    lifecycle: 'legacy',
    tags: ['migration-pending', ...(entry.tags ?? [])],
  };
}

/** A Spark job on EMR. @internal */
export function spark(
  name: string,
  entry: Batch & { writes: DatasetKey[] },
): PipelineEntry {
  return { name, type: 'spark-job', ...entry };
}

/** A dbt selection with the models that it builds. @internal */
export function dbt(
  name: string,
  { models, ...entry }: Batch & { models: string[] },
): PipelineEntry {
  return {
    name,
    type: 'dbt-selection',
    ...entry,
    writes: models.map(model => `dbt:${model}` as const),
  };
}

/** A Kafka consumer: always on, so it has neither schedule nor duration. @internal */
export function consumer(
  name: string,
  entry: Omit<Batch, 'cron' | 'minutes'> & { writes: DatasetKey[] },
): PipelineEntry {
  return { name, type: 'kafka-consumer', minutes: 0, ...entry };
}
