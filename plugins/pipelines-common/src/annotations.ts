import { PERSONA_ROLES, type PipelineType } from './vocabulary';

/**
 * Every annotation that Sluice reads from a catalog entity, in one place.
 *
 * Names are public API: renaming one breaks the catalogs of those who use it.
 */

/** The prefix of all our annotations. @public */
export const ANNOTATION_PREFIX = 'sluice.dev/';

/**
 * The Airflow `dag_id` that this pipeline runs as, in every instance and environment.
 *
 * @public
 */
export const AIRFLOW_DAG_ID_ANNOTATION = 'sluice.dev/airflow-dag-id';

/**
 * The dbt selection that this pipeline runs, as `<project>/<selector>`, for example `northstar_finance/tag:close`.
 *
 * @public
 */
export const DBT_SELECTION_ANNOTATION = 'sluice.dev/dbt-selection';

/**
 * The Spark application name (`spark.app.name`) under which this job runs.
 *
 * @public
 */
export const SPARK_APPLICATION_ANNOTATION = 'sluice.dev/spark-application';

/**
 * The Kafka consumer group (`group.id`) of this consumer.
 *
 * @public
 */
export const KAFKA_CONSUMER_GROUP_ANNOTATION =
  'sluice.dev/kafka-consumer-group';

/**
 * The Snowflake table that a dataset is, as `SCHEMA.TABLE` in the database of each environment, or as `DATABASE.SCHEMA.TABLE`. A part in
 * double quotes counts as it is written, another one in upper case, as in SQL.
 *
 * @public
 */
export const SNOWFLAKE_TABLE_ANNOTATION = 'sluice.dev/snowflake-table';

/**
 * The column of a table that says when a row was loaded. What the warehouse says of the table itself also moves when its definition is
 * changed, which loads nothing.
 *
 * @public
 */
export const LOADED_AT_COLUMN_ANNOTATION = 'sluice.dev/loaded-at-column';

/**
 * The dbt node that a dataset is, by its `unique_id` in the manifest, for example `model.northstar.fct_orders`.
 *
 * @public
 */
export const DBT_NODE_ANNOTATION = 'sluice.dev/dbt-node';

/**
 * The Kafka topic that a dataset is.
 *
 * @public
 */
export const KAFKA_TOPIC_ANNOTATION = 'sluice.dev/kafka-topic';

/**
 * The release unit that this pipeline is a member of: what ships as one artifact. Without it a pipeline is its own unit.
 *
 * @public
 */
export const RELEASE_UNIT_ANNOTATION = 'sluice.dev/release-unit';

/**
 * Where the runbook is: an absolute http(s) URL, or a path relative to the entity's own file.
 *
 * @public
 */
export const RUNBOOK_ANNOTATION = 'sluice.dev/runbook';

/**
 * The Markdown page that the Docs tab renders: an absolute http(s) URL, or a path relative to the entity's own file.
 *
 * @public
 */
export const DOCS_ANNOTATION = 'sluice.dev/docs';

/**
 * `true` on an entity that belongs to the embedded demo fleet, so that no page can show it as real.
 *
 * @public
 */
export const DEMO_ANNOTATION = 'sluice.dev/demo';

/**
 * Set by the entity provider on a pipeline that a source discovered and nobody declared; holds the source's id.
 *
 * @public
 */
export const DISCOVERED_BY_ANNOTATION = 'sluice.dev/discovered-by';

/**
 * `true` on a User that the demo sign-in offers as a person to be. Anybody else can't be chosen there.
 *
 * @public
 */
export const PERSONA_ANNOTATION = 'sluice.dev/persona';

/**
 * What a demo person works as: one of {@link PERSONA_ROLES}. Shown on the sign-in cards; rights come from groups.
 *
 * @public
 */
export const ROLE_ANNOTATION = 'sluice.dev/role';

/**
 * `true` on a User that is no human: a bot or a service account. Its approvals never count.
 *
 * @public
 */
export const BOT_ANNOTATION = 'sluice.dev/bot';

/**
 * More e-mail addresses that a User commits with, separated by commas: that of the profile counts anyway. Who wrote a change doesn't
 * approve it.
 *
 * @public
 */
export const COMMIT_EMAILS_ANNOTATION = 'sluice.dev/commit-emails';

/**
 * All annotations with what their value has to look like. The catalog processor reports any other annotation under our
 * prefix as unknown, and a value that doesn't match with the reason given here.
 *
 * @public
 */
export const ANNOTATIONS: Readonly<
  Record<string, { pattern: RegExp; expected: string }>
> = {
  [AIRFLOW_DAG_ID_ANNOTATION]: {
    pattern: /^[\p{L}\p{N}_.~-]{1,250}$/u,
    expected: 'a dag_id: letters, digits, dots, dashes and underscores',
  },
  [DBT_SELECTION_ANNOTATION]: {
    pattern: /^[^/\s]+\/\S.*$/u,
    expected: '<project>/<selector>',
  },
  [SPARK_APPLICATION_ANNOTATION]: {
    pattern: /^\S(.{0,248}\S)?$/u,
    expected: 'an application name of 1 to 250 characters',
  },
  [KAFKA_CONSUMER_GROUP_ANNOTATION]: {
    pattern: /^\S(.{0,253}\S)?$/u,
    expected: 'a group.id of 1 to 255 characters',
  },
  [SNOWFLAKE_TABLE_ANNOTATION]: {
    pattern:
      /^(?:(?:[\p{L}_][\p{L}\p{N}_$]*|"(?:[^"]|"")+")\.){1,2}(?:[\p{L}_][\p{L}\p{N}_$]*|"(?:[^"]|"")+")$/u,
    expected:
      'SCHEMA.TABLE or DATABASE.SCHEMA.TABLE; other characters than letters, digits, _ and $ in double quotes',
  },
  [LOADED_AT_COLUMN_ANNOTATION]: {
    pattern: /^(?:[\p{L}_][\p{L}\p{N}_$]*|"(?:[^"]|"")+")$/u,
    expected:
      'the name of a column; other characters than letters, digits, _ and $ in double quotes',
  },
  [DBT_NODE_ANNOTATION]: {
    pattern: /^(model|snapshot|seed|source)\.[^.\s]+\.\S+$/u,
    expected: 'the unique_id of a dbt node, such as model.shop.fct_orders',
  },
  [KAFKA_TOPIC_ANNOTATION]: {
    pattern: /^[a-zA-Z0-9._-]{1,249}$/,
    expected: 'the name of a topic: letters, digits, dots, dashes and _',
  },
  [RELEASE_UNIT_ANNOTATION]: {
    pattern: /^[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?$/,
    expected: 'a name in lower case: letters, digits, dots and dashes',
  },
  [RUNBOOK_ANNOTATION]: {
    pattern: /^(https?:\/\/\S+|(?!\/)(?!\w+:)\S+)$/,
    expected: 'an http(s) URL or a relative path',
  },
  [DOCS_ANNOTATION]: {
    pattern: /^(https?:\/\/\S+|(?!\/)(?!\w+:)\S+\.md)$/,
    expected: 'an http(s) URL or a relative path to a .md file',
  },
  [DEMO_ANNOTATION]: { pattern: /^(true|false)$/, expected: 'true or false' },
  [PERSONA_ANNOTATION]: {
    pattern: /^(true|false)$/,
    expected: 'true or false',
  },
  [BOT_ANNOTATION]: { pattern: /^(true|false)$/, expected: 'true or false' },
  [COMMIT_EMAILS_ANNOTATION]: {
    pattern: /^\s*[^\s,@]+@[^\s,@]+(\s*,\s*[^\s,@]+@[^\s,@]+)*\s*$/,
    expected: 'e-mail addresses, separated by commas',
  },
  [ROLE_ANNOTATION]: {
    pattern: new RegExp(`^(${PERSONA_ROLES.join('|')})$`),
    expected: `one of ${PERSONA_ROLES.join(', ')}`,
  },
  [DISCOVERED_BY_ANNOTATION]: { pattern: /^\S+$/, expected: 'a source id' },
};

/**
 * Which annotation binds an entity to what a technology calls the pipeline.
 *
 * @public
 */
export const BINDING_ANNOTATIONS = {
  airflow: AIRFLOW_DAG_ID_ANNOTATION,
  dbt: DBT_SELECTION_ANNOTATION,
  spark: SPARK_APPLICATION_ANNOTATION,
  kafka: KAFKA_CONSUMER_GROUP_ANNOTATION,
} as const;

/**
 * Which annotation binds a Resource to what a technology calls the dataset. One that several technologies know has several: a dbt model is
 * a table, too.
 *
 * @public
 */
export const DATASET_BINDING_ANNOTATIONS = {
  dbt: DBT_NODE_ANNOTATION,
  kafka: KAFKA_TOPIC_ANNOTATION,
  snowflake: SNOWFLAKE_TABLE_ANNOTATION,
} as const;

/**
 * A technology that runs pipelines and that an entity can be bound to.
 *
 * @public
 */
export type Technology = keyof typeof BINDING_ANNOTATIONS;

/**
 * A technology that can be read: one that runs pipelines, or one that only holds what they make.
 *
 * @public
 */
export type SourceTechnology =
  | Technology
  | 'snowflake'
  | 'schema-registry'
  | 'kafka-connect';

/**
 * The technology that runs pipelines of each type.
 *
 * @public
 */
export const TECHNOLOGY_OF_TYPE: Readonly<Record<PipelineType, Technology>> = {
  'airflow-dag': 'airflow',
  'dbt-selection': 'dbt',
  'spark-job': 'spark',
  'kafka-consumer': 'kafka',
};
