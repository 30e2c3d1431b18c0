import type { FleetFacets } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { type FleetFilter, fleetRows, type FleetScope } from './fleetFilter';
import { NO_TIER } from './entityPipeline';

const COLUMN_FACETS = [
  'status',
  'domain',
  'type',
  'tier',
  'lifecycle',
  'owner',
  'system',
] as const;

/** Counts per value of each filter, each under all other filters: what a click on the value would show. @internal */
export async function countFacets(
  filter: FleetFilter,
  scope: FleetScope,
  tx: Knex,
): Promise<FleetFacets> {
  const facets = {} as FleetFacets;
  for (const facet of COLUMN_FACETS) {
    const rows = await fleetRows(tx, scope, { ...filter, [facet]: undefined })
      .groupBy(facet)
      .select({ value: facet })
      .count({ count: '*' });
    facets[facet] = toCounts(rows);
  }
  const classified = await tx('fleet_classifications')
    .whereIn(
      'pipeline_id',
      fleetRows(tx, scope, { ...filter, classification: undefined }).select(
        'id',
      ),
    )
    .groupBy('value')
    .select('value')
    .count({ count: '*' });
  facets.classification = toCounts(classified);
  return facets;
}

/** Rows without a value can't be filtered for, so they are not counted. */
function toCounts(rows: Array<Record<string, any>>) {
  return rows
    .map(row => ({ value: String(row.value), count: Number(row.count) }))
    .filter(({ value }) => value !== '' && value !== String(NO_TIER))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
