import { customer } from './customer';
import { finance } from './finance';
import { marketing } from './marketing';
import { platform } from './platform';
import { sales } from './sales';
import { supply } from './supply';
import type { DomainEntry, NorthstarPipeline, PipelineEntry } from './types';

export * from './types';
export * from './datasets';
export { GROUPS, PEOPLE } from './people';

/** The domains of Northstar Retail, with everything in them. @internal */
export const DOMAINS: DomainEntry[] = [
  sales,
  marketing,
  finance,
  supply,
  customer,
  platform,
];

function releaseUnitOf(
  entry: PipelineEntry,
  domain: DomainEntry,
): string | undefined {
  if (entry.lifecycle === 'legacy') return undefined;
  if (entry.releaseUnit) return entry.releaseUnit;
  switch (entry.type) {
    case 'airflow-dag':
      return domain.units.dags;
    case 'dbt-selection':
      return domain.units.dbt;
    case 'spark-job':
      return domain.units.spark;
    default:
      // Each consumer is an image of its own.
      return entry.name.replaceAll('_', '-');
  }
}

/** All pipelines of Northstar, in the order of their domains. @internal */
export const PIPELINES: NorthstarPipeline[] = DOMAINS.flatMap(domain =>
  domain.systems.flatMap(system =>
    system.pipelines.map(({ cron, ...entry }) => ({
      ...entry,
      lifecycle: entry.lifecycle ?? 'production',
      classification: entry.classification ?? [],
      tags: entry.tags ?? [],
      schedule: cron ? { cron, timezone: domain.timezone } : undefined,
      system: system.name,
      domain: domain.name,
      owner: domain.owner,
      releaseUnit: releaseUnitOf(entry, domain),
    })),
  ),
);
