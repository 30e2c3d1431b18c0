import type { FleetQuery } from '@sluice/plugin-pipelines-common';
import type { PipelineFilter } from '@sluice/plugin-pipelines-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';

/** What narrows the fleet down; the same on the page, the wall and the file. @internal */
export type FleetFilter = Pick<
  FleetQuery,
  | 'text'
  | 'owner'
  | 'domain'
  | 'system'
  | 'type'
  | 'tier'
  | 'lifecycle'
  | 'classification'
  | 'status'
  | 'slo'
  | 'stream'
  | 'entityRef'
>;

/** Which pipelines a caller may see. @internal */
export type FleetScope = {
  /** Conditions of the permission policy; absent means all. */
  conditions?: PermissionCriteria<PipelineFilter>;
  /** The release units that a client of the API is limited to; absent means all. */
  units?: string[];
};

const COLUMNS = {
  owner: 'owner',
  domain: 'domain',
  system: 'system',
  type: 'type',
  tier: 'tier',
  lifecycle: 'lifecycle',
  status: 'status',
  slo: 'slo_status',
  stream: 'stream_status',
  entityRef: 'entity_ref',
} as const;

/** The fleet as a caller may see it, filtered. @internal */
export function fleetRows(
  tx: Knex,
  scope: FleetScope,
  filter: FleetFilter = {},
): Knex.QueryBuilder {
  const query = tx('fleet_pipelines').whereNull('removed_at');
  applyScope(query, scope, tx);
  applyFilter(query, filter, tx);
  return query;
}

/** Adds the conditions of a filter to a query of rows that have the columns that it names, and `id`. @internal */
export function applyFilter(
  query: Knex.QueryBuilder,
  filter: FleetFilter,
  tx: Knex,
): void {
  for (const [field, column] of Object.entries(COLUMNS)) {
    const values = filter[field as keyof typeof COLUMNS];
    if (values?.length) query.whereIn(column, values as string[]);
  }
  if (filter.classification?.length) {
    whereRelated(query, tx, 'classification', filter.classification);
  }
  for (const word of words(filter.text)) {
    query.whereRaw(`search_text like ? escape '!'`, [`%${escapeLike(word)}%`]);
  }
}

/** Adds the condition that the caller may see the row. @internal */
export function applyScope(
  query: Knex.QueryBuilder,
  scope: FleetScope,
  tx: Knex,
): void {
  const { conditions, units } = scope;
  if (conditions) {
    query.where(inner => applyCriteria(inner, conditions, tx));
  }
  if (units) query.whereIn('release_unit', units);
}

function applyCriteria(
  query: Knex.QueryBuilder,
  criteria: PermissionCriteria<PipelineFilter>,
  tx: Knex,
): void {
  if ('not' in criteria) {
    query.whereNot(inner => applyCriteria(inner, criteria.not, tx));
  } else if ('allOf' in criteria) {
    for (const part of criteria.allOf) {
      query.andWhere(inner => applyCriteria(inner, part, tx));
    }
  } else if ('anyOf' in criteria) {
    query.where(any => {
      for (const part of criteria.anyOf) {
        any.orWhere(inner => applyCriteria(inner, part, tx));
      }
    });
  } else if (criteria.property === 'owner') {
    query.whereIn('owner', criteria.values);
  } else {
    whereRelated(query, tx, criteria.property, criteria.values);
  }
}

function whereRelated(
  query: Knex.QueryBuilder,
  tx: Knex,
  property: 'classification' | 'environment',
  values: string[],
): void {
  const [table, column] =
    property === 'classification'
      ? ['fleet_classifications', 'value']
      : ['fleet_environments', 'environment'];
  query.whereIn('id', tx(table).whereIn(column, values).select('pipeline_id'));
}

/** The words of a search, each of which has to occur. @internal */
export function words(text: string | undefined): string[] {
  return (text ?? '')
    .replaceAll('\0', '')
    .toLocaleLowerCase('en-US')
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 20);
}

function escapeLike(word: string): string {
  return word.replace(/[!%_]/g, '!$&');
}

/** Selects the ids of the pipelines that a caller may see, for queries of other contexts. @internal */
export function visiblePipelines(
  tx: Knex,
  scope: FleetScope,
  filter: FleetFilter = {},
): Knex.QueryBuilder {
  return fleetRows(tx, scope, filter).select('fleet_pipelines.id');
}

/** The domain of each pipeline, "" where it has none, for queries of other contexts to join. @internal */
export function pipelineDomains(tx: Knex): Knex.QueryBuilder {
  return tx('fleet_pipelines').select({ pipeline: 'id', domain: 'domain' });
}

/** Selects the entity refs and titles of the pipelines that a caller may see, for queries of other contexts to join. @internal */
export function visibleRefs(tx: Knex, scope: FleetScope): Knex.QueryBuilder {
  return fleetRows(tx, scope).select({
    ref: 'fleet_pipelines.entity_ref',
    title: 'fleet_pipelines.title',
    sort_name: 'fleet_pipelines.sort_name',
    owner: 'fleet_pipelines.owner',
  });
}
