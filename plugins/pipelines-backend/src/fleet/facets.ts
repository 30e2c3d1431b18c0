import type { FleetFacets } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import {
  applyFilter,
  type FleetFilter,
  fleetRows,
  type FleetScope,
} from './fleetFilter';
import { NO_TIER } from './entityPipeline';

const COLUMN_FACETS = [
  'status',
  'slo_status',
  'stream_status',
  'domain',
  'type',
  'tier',
  'lifecycle',
  'owner',
  'system',
] as const;

/** The filter of a column. */
function facetOf(column: (typeof COLUMN_FACETS)[number]) {
  switch (column) {
    case 'slo_status':
      return 'slo';
    case 'stream_status':
      return 'stream';
    default:
      return column;
  }
}

/** Stands among the names of facets for the number of rows that the whole filter matches. */
const TOTAL = '*';

/** Counts of a filtered fleet. @internal */
export type FleetCounts = { totalItems: number; facets: FleetFacets };

type CountRow = { facet: string; value: string; count: number | string };

/**
 * Counts per value of each filter, each under all other filters: what a click on the value would show. With them the number of rows
 * that the whole filter matches.
 *
 * One statement does it: rows are wide, so what all counts have in common is read once, and only the columns to count by are kept.
 *
 * @internal
 */
export async function countFacets(
  filter: FleetFilter,
  scope: FleetScope,
  tx: Knex,
): Promise<FleetCounts> {
  const { text, entityRef, ...chosen } = filter;
  const common = fleetRows(tx, scope, { text, entityRef }).select(
    'id',
    ...COLUMN_FACETS,
  );
  const under = (others: FleetFilter, from: Knex.QueryBuilder) => {
    applyFilter(from, others, tx);
    return from;
  };
  const counts = COLUMN_FACETS.map(column =>
    under({ ...chosen, [facetOf(column)]: undefined }, tx('common'))
      .groupBy(column)
      .select(counted(tx, facetOf(column), column)),
  );
  const classified = under(
    { ...chosen, classification: undefined },
    tx('common').join('fleet_classifications', 'pipeline_id', 'id'),
  )
    .groupBy('value')
    .select(counted(tx, 'classification', 'value'));
  const rows: CountRow[] = await under(chosen, tx('common'))
    .with('common', common)
    .select(tx.raw(`'${TOTAL}' as facet, '' as value, count(*) as count`))
    .unionAll([...counts, classified]);
  return toCounts(rows);
}

function counted(tx: Knex, facet: string, column: string): Knex.Raw {
  return tx.raw(
    `'${facet}' as facet, cast(?? as varchar(255)) as value, count(*) as count`,
    [column],
  );
}

function toCounts(rows: CountRow[]): FleetCounts {
  const of = (facet: string) =>
    rows
      .filter(row => row.facet === facet)
      .map(({ value, count }) => ({ value, count: Number(count) }));
  // Rows without a value can't be filtered for, so they are not counted.
  const values = (facet: keyof FleetFacets) =>
    of(facet)
      .filter(({ value }) => value !== '' && value !== String(NO_TIER))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  const facets = {} as FleetFacets;
  for (const column of COLUMN_FACETS) {
    facets[facetOf(column)] = values(facetOf(column));
  }
  facets.classification = values('classification');
  return { totalItems: of(TOTAL)[0]?.count ?? 0, facets };
}
