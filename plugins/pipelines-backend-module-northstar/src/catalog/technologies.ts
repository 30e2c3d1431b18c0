import type { PipelineType } from '@sluice/plugin-pipelines-common';
import {
  BINDING_ANNOTATIONS,
  DATASET_BINDING_ANNOTATIONS,
  type Technology,
} from '@sluice/plugin-pipelines-common';
import type { NorthstarDataset, NorthstarPipeline } from '../fleet';

const TECHNOLOGY_OF: Record<PipelineType, Technology> = {
  'airflow-dag': 'airflow',
  'dbt-selection': 'dbt',
  'spark-job': 'spark',
  'kafka-consumer': 'kafka',
};

/** What a pipeline runs on. @internal */
export function technologyOf(pipeline: NorthstarPipeline): Technology {
  return TECHNOLOGY_OF[pipeline.type];
}

/** What its technology calls a pipeline: the value of its binding annotation and the id that sources report. @internal */
export function externalIdOf(pipeline: NorthstarPipeline): string {
  switch (pipeline.type) {
    case 'dbt-selection':
      return `${pipeline.releaseUnit?.replace(
        /^northstar-dbt-/,
        'northstar_',
      )}/tag:${pipeline.name}`;
    case 'kafka-consumer':
      return `northstar.${pipeline.name}`;
    default:
      return pipeline.name;
  }
}

/** The annotation that binds a pipeline's entity to its technology. @internal */
export function bindingOf(pipeline: NorthstarPipeline): Record<string, string> {
  return {
    [BINDING_ANNOTATIONS[technologyOf(pipeline)]]: externalIdOf(pipeline),
  };
}

/** What dbt calls a model that a selection writes. @internal */
export function dbtNodeOf(
  selection: NorthstarPipeline,
  modelName: string,
): string {
  const [project] = externalIdOf(selection).split('/');
  return `model.${project}.${modelName}`;
}

/**
 * The annotation that binds a dataset's entity to what its technology calls it; none for technologies that nothing reads here.
 *
 * @param writer - the pipeline that writes it
 * @internal
 */
export function datasetBindingOf(
  dataset: NorthstarDataset,
  writer: NorthstarPipeline | undefined,
): Record<string, string> {
  const { kafka, dbt } = DATASET_BINDING_ANNOTATIONS;
  if (dataset.type === 'dbt-model' && writer) {
    return { [dbt]: dbtNodeOf(writer, dataset.name) };
  }
  return dataset.type === 'kafka-topic' ? { [kafka]: dataset.title } : {};
}

/** Where a pipeline is seen at its technology; the hosts don't exist. @internal */
export function linkOf(pipeline: NorthstarPipeline): {
  title: string;
  url: string;
} {
  const { name } = pipeline;
  switch (pipeline.type) {
    case 'airflow-dag':
      return {
        title: 'Airflow',
        url: `https://airflow.northstar.example/dags/${name}/grid`,
      };
    case 'dbt-selection':
      return {
        title: 'dbt docs',
        url: `https://dbt.northstar.example/#!/overview?g_i=tag:${name}`,
      };
    case 'spark-job':
      return {
        title: 'Spark History Server',
        url: `https://spark.northstar.example/history/?name=${name}`,
      };
    default:
      return {
        title: 'Consumer group',
        url: `https://kafka.northstar.example/groups/northstar.${name}`,
      };
  }
}
