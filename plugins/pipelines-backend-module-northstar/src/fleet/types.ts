import type {
  Classification,
  Lifecycle,
  PipelineType,
  Tier,
} from '@sluice/plugin-pipelines-common';

/**
 * A dataset in short: `pg:orders.orders`, `topic:orders.v1`, `s3:raw/pos`, `sf:raw.orders` or `dbt:fct_orders`.
 *
 * @internal
 */
export type DatasetKey = `${'pg' | 'topic' | 's3' | 'sf' | 'dbt'}:${string}`;

/** When a pipeline runs: a cron expression of five fields, and the IANA zone that it is read in. @internal */
export type Schedule = { cron: string; timezone: string };

/**
 * One pipeline of the fleet: all that its entity, its page and its simulated runs are made from.
 *
 * @internal
 */
export type NorthstarPipeline = {
  name: string;
  type: PipelineType;
  tier: Tier;
  lifecycle: Lifecycle;
  classification: Classification[];
  /** Missing on consumers, which run all the time. */
  schedule?: Schedule;
  /** What a run usually takes, in minutes. 0 on consumers. */
  minutes: number;
  reads: DatasetKey[];
  writes: DatasetKey[];
  /** One sentence, as its owner would put it. */
  does: string;
  /** What its owner tells whoever is on call when it fails. */
  whenItFails: string;
  tags: string[];
  system: string;
  domain: string;
  /** Name of the owning group. */
  owner: string;
  /** Missing on legacy pipelines: they aren't released through Sluice yet. */
  releaseUnit?: string;
};

/** What a domain file says about one pipeline; the rest follows from where it stands. @internal */
export type PipelineEntry = Pick<
  NorthstarPipeline,
  'name' | 'type' | 'tier' | 'minutes' | 'reads' | 'writes' | 'does'
> & {
  whenItFails: string;
  cron?: string;
  lifecycle?: Lifecycle;
  classification?: Classification[];
  tags?: string[];
  /** Where it ships in another unit than its neighbours of the same type. */
  releaseUnit?: string;
};

/** A system with its pipelines. @internal */
export type SystemEntry = {
  name: string;
  title: string;
  description: string;
  pipelines: PipelineEntry[];
};

/** A domain with its systems. @internal */
export type DomainEntry = {
  name: string;
  title: string;
  description: string;
  /** Name of the owning group. */
  owner: string;
  /** Zone of its schedules. */
  timezone: string;
  /** What its DAGs and dbt selections ship in. */
  units: { dags: string; dbt: string; spark: string };
  systems: SystemEntry[];
};
