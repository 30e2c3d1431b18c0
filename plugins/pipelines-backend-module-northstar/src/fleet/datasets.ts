import type { DatasetType } from '@sluice/plugin-pipelines-common';
import { SOURCES } from './sources';
import type { DatasetKey, NorthstarPipeline } from './types';

const TYPES: Record<string, DatasetType> = {
  pg: 'postgres-table',
  topic: 'kafka-topic',
  s3: 's3-prefix',
  sf: 'snowflake-table',
  dbt: 'dbt-model',
};

/** A dataset of the fleet. @internal */
export type NorthstarDataset = {
  key: DatasetKey;
  /** Name of its entity. */
  name: string;
  type: DatasetType;
  /** As its technology calls it. */
  title: string;
  description: string;
  system: string;
  owner: string;
  /** Name of the pipeline that writes it; missing where it comes from outside. */
  writtenBy?: string;
};

function parse(key: DatasetKey): { type: DatasetType; path: string } {
  const [prefix, path] = key.split(':');
  return { type: TYPES[prefix], path };
}

/** The name of the entity of a dataset. dbt models keep their own, the rest say what they are. @internal */
export function datasetName(key: DatasetKey): string {
  const [prefix] = key.split(':');
  const { path } = parse(key);
  return prefix === 'dbt' ? path : `${prefix}-${path.replaceAll('/', '-')}`;
}

/** A dataset as people call it, for example `s3://northstar-lake/raw/pos/`. @internal */
export function datasetTitle(key: DatasetKey): string {
  const { type, path } = parse(key);
  switch (type) {
    case 'postgres-table': {
      const [database, table] = path.split('.');
      return `${database}.public.${table}`;
    }
    case 's3-prefix':
      return `s3://northstar-lake/${path}/`;
    case 'snowflake-table':
      return `NORTHSTAR.${path.toLocaleUpperCase('en-US')}`;
    default:
      return path;
  }
}

const LAYERS: Record<string, (subject: string) => string> = {
  stg: subject => `Staging: ${subject}, renamed, typed and without duplicates`,
  int: subject => `Intermediate: ${subject}; not for reports`,
  snap: subject => `Snapshot: how ${subject} changed over time`,
  dim: subject => `Dimension: ${subject}, one row each`,
  fct: subject => `Fact: ${subject}`,
  agg: subject => `Aggregate: ${subject}`,
  rpt: subject => `Report: ${subject}`,
};

function describe(key: DatasetKey, writer?: NorthstarPipeline): string {
  const source = SOURCES[key];
  if (source) return source;
  const { type, path } = parse(key);
  if (type === 'dbt-model') {
    const [layer, ...words] = path.split('_');
    return LAYERS[layer](words.join(' '));
  }
  const parts = path.split(/[/.]/).filter(part => !/^v\d+$/.test(part));
  const subject =
    type === 'kafka-topic'
      ? // A topic is known by its name: without the dots it would read as a sentence.
        parts.join('.')
      : parts.slice(1).join(' ').replaceAll('_', ' ');
  const what = {
    'kafka-topic': 'Events',
    's3-prefix': 'Files',
    'snowflake-table': 'Table',
    'postgres-table': 'Table',
  }[type];
  return `${what}: ${subject}, as ${writer?.name} writes them`.replace(
    /^(Table: .*) them$/,
    '$1 it',
  );
}

/** Every dataset that the pipelines name, each once. @internal */
export function datasetsOf(pipelines: NorthstarPipeline[]): NorthstarDataset[] {
  const datasets = new Map<DatasetKey, NorthstarDataset>();
  const add = (
    key: DatasetKey,
    neighbour: NorthstarPipeline,
    writer?: NorthstarPipeline,
  ) =>
    datasets.set(key, {
      key,
      name: datasetName(key),
      type: parse(key).type,
      title: datasetTitle(key),
      description: describe(key, writer),
      system: neighbour.system,
      owner: neighbour.owner,
      writtenBy: writer?.name,
    });

  for (const pipeline of pipelines) {
    for (const key of pipeline.writes) add(key, pipeline, pipeline);
  }
  for (const pipeline of pipelines) {
    for (const key of pipeline.reads) {
      if (!datasets.has(key)) add(key, pipeline);
    }
  }
  return [...datasets.values()];
}
