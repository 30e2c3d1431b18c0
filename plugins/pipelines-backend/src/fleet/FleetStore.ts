import type { FleetSlo, FleetWallTile } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { slices } from '../database/slices';
import type { CursorValues } from '../paging/cursor';
import { NO_TIER } from './entityPipeline';
import { countFacets, type FleetCounts } from './facets';
import {
  applyScope,
  type FleetFilter,
  fleetRows,
  type FleetScope,
} from './fleetFilter';
import type { OrderColumn } from './fleetOrder';
import {
  catalogColumns,
  type EntityToPut,
  type FleetRecord,
  type PipelineFacts,
  stateColumns,
  toRecord,
  UNOBSERVED,
} from './fleetRecord';
import { sloColumns } from './fleetSlo';
import type { FleetState } from './fleetState';

/** How rows are sorted, and after which one a page starts. @internal */
export type FleetPlace = {
  columns: OrderColumn[];
  direction: 'asc' | 'desc';
  after?: CursorValues;
  limit: number;
};

/** Sums over the pipelines that a caller may see. @internal */
export type FleetSums = {
  byStatus: Record<string, number>;
  total: number;
  scheduled: number;
  succeeded: number;
  finished: number;
  inTime: number;
  demo: boolean;
};

/** The fleet: a row for each pipeline entity, kept ready to be filtered and sorted. @internal */
export interface FleetStore {
  /** Which entities are known, and in which state. */
  known(
    tx: Knex,
  ): Promise<
    Map<string, { id: number; catalogHash: string; removed: boolean }>
  >;
  /** Inserts or updates what the catalog says; a pipeline that was removed comes back. @returns ids by entity ref */
  putEntities(entities: EntityToPut[], tx: Knex): Promise<Map<string, number>>;
  /** Takes pipelines out of sight, and keeps all that is known of them. */
  remove(ids: number[], at: string, tx: Knex): Promise<void>;
  /** @returns whether the status changed */
  putState(id: number, state: FleetState, tx: Knex): Promise<boolean>;
  /** Keeps where the worst SLO of a pipeline stands. */
  putSlo(
    pipelineRef: string,
    slo: FleetSlo | undefined,
    tx: Knex,
  ): Promise<void>;
  /** Pipelines whose verdict may have changed by the passing of time. */
  toRecheck(now: string, limit: number, tx: Knex): Promise<number[]>;
  get(ids: number[], tx: Knex): Promise<FleetRecord[]>;
  /** What the catalog says of all pipelines that it has. */
  facts(tx: Knex): Promise<PipelineFacts[]>;
  /** Entity refs by id, also of pipelines that are gone. */
  refs(ids: number[], tx: Knex): Promise<Map<number, string>>;
  find(
    entityRef: string,
    scope: FleetScope,
    tx: Knex,
  ): Promise<FleetRecord | undefined>;
  page(
    filter: FleetFilter,
    scope: FleetScope,
    place: FleetPlace,
    tx: Knex,
  ): Promise<Array<{ record: FleetRecord; values: CursorValues }>>;
  count(filter: FleetFilter, scope: FleetScope, tx: Knex): Promise<number>;
  /** The count together with the counts per value of each filter. */
  facets(
    filter: FleetFilter,
    scope: FleetScope,
    tx: Knex,
  ): Promise<FleetCounts>;
  wall(
    filter: FleetFilter,
    scope: FleetScope,
    tx: Knex,
  ): Promise<FleetWallTile[]>;
  sums(scope: FleetScope, tx: Knex): Promise<FleetSums>;
}

/** {@link FleetStore} on the plugin's database. @internal */
export class DatabaseFleetStore implements FleetStore {
  async known(tx: Knex) {
    const rows = await tx('fleet_pipelines').select(
      'id',
      'entity_ref',
      'catalog_hash',
      'removed_at',
    );
    return new Map(
      rows.map(row => [
        row.entity_ref as string,
        {
          id: row.id as number,
          catalogHash: row.catalog_hash as string,
          removed: row.removed_at !== null,
        },
      ]),
    );
  }

  async putEntities(
    entities: EntityToPut[],
    tx: Knex,
  ): Promise<Map<string, number>> {
    if (entities.length === 0) return new Map();
    const rows = entities.map(({ pipeline, problems, catalogHash }) => ({
      ...catalogColumns(pipeline, problems),
      catalog_hash: catalogHash,
      removed_at: null,
    }));
    const unobserved = stateColumns(UNOBSERVED);
    await tx('fleet_pipelines')
      .insert(rows.map(row => ({ ...row, ...unobserved })))
      .onConflict('entity_ref')
      .merge(Object.keys(rows[0]));
    const written = await tx('fleet_pipelines')
      .whereIn(
        'entity_ref',
        rows.map(row => row.entity_ref),
      )
      .select('id', 'entity_ref');
    const ids = new Map<string, number>(
      written.map(row => [row.entity_ref, row.id]),
    );
    await tx('fleet_classifications')
      .whereIn('pipeline_id', [...ids.values()])
      .delete();
    const classified = entities.flatMap(({ pipeline }) =>
      pipeline.classification.map(value => ({
        pipeline_id: ids.get(pipeline.entityRef),
        value,
      })),
    );
    for await (const slice of slices(classified)) {
      await tx('fleet_classifications').insert(slice);
    }
    return ids;
  }

  async remove(ids: number[], at: string, tx: Knex): Promise<void> {
    for await (const slice of slices(ids)) {
      await tx('fleet_pipelines')
        .whereIn('id', slice)
        // Whoever it is when it comes back, it is written anew.
        .update({ removed_at: at, catalog_hash: '' });
    }
  }

  async putState(id: number, state: FleetState, tx: Knex): Promise<boolean> {
    const before = await tx('fleet_pipelines')
      .where({ id })
      .first('status', 'environments');
    if (!before) return false;
    await tx('fleet_pipelines').where({ id }).update(stateColumns(state));
    const names = state.environments.map(e => e.name);
    const namesBefore = JSON.parse(before.environments).map(
      (e: { name: string }) => e.name,
    );
    if (names.join('\n') !== namesBefore.join('\n')) {
      await tx('fleet_environments').where({ pipeline_id: id }).delete();
      if (names.length > 0) {
        await tx('fleet_environments').insert(
          names.map(environment => ({ pipeline_id: id, environment })),
        );
      }
    }
    return before.status !== state.status;
  }

  async putSlo(pipelineRef: string, slo: FleetSlo | undefined, tx: Knex) {
    const columns = sloColumns(slo);
    await tx('fleet_pipelines')
      .where({ entity_ref: pipelineRef })
      // A tick looks at many SLOs, and few of them stand elsewhere than before.
      .whereRaw(`coalesce(slo, '') <> ?`, [columns.slo ?? ''])
      .update(columns);
  }

  async toRecheck(now: string, limit: number, tx: Knex): Promise<number[]> {
    return tx('fleet_pipelines')
      .whereNull('removed_at')
      .where('recheck_at', '<=', now)
      .orderBy('recheck_at')
      .limit(limit)
      .pluck('id');
  }

  async get(ids: number[], tx: Knex): Promise<FleetRecord[]> {
    const rows = await tx('fleet_pipelines')
      .whereIn('id', ids)
      .whereNull('removed_at');
    return rows.map(toRecord);
  }

  async facts(tx: Knex): Promise<PipelineFacts[]> {
    const rows = await tx('fleet_pipelines')
      .whereNull('removed_at')
      .orderBy('id')
      .select({
        id: 'id',
        entityRef: 'entity_ref',
        name: 'name',
        type: 'type',
        tier: 'tier',
        lifecycle: 'lifecycle',
        classification: 'classification',
        owner: 'owner',
        system: 'system',
        domain: 'domain',
        releaseUnit: 'release_unit',
      });
    return rows.map(row => ({
      ...row,
      classification: JSON.parse(row.classification),
    }));
  }

  async refs(ids: number[], tx: Knex): Promise<Map<number, string>> {
    const refs = new Map<number, string>();
    for await (const slice of slices(ids)) {
      const rows = await tx('fleet_pipelines')
        .whereIn('id', slice)
        .select('id', 'entity_ref');
      for (const row of rows) refs.set(row.id, row.entity_ref);
    }
    return refs;
  }

  async find(
    entityRef: string,
    scope: FleetScope,
    tx: Knex,
  ): Promise<FleetRecord | undefined> {
    const row = await fleetRows(tx, scope)
      .where({ entity_ref: entityRef })
      .first();
    return row && toRecord(row);
  }

  async page(
    filter: FleetFilter,
    scope: FleetScope,
    place: FleetPlace,
    tx: Knex,
  ) {
    const { columns, direction, after, limit } = place;
    const names = columns.map(c => c.column);
    const query = fleetRows(tx, scope, filter);
    if (after) {
      const marks = names.map(() => '?').join(', ');
      query.whereRaw(
        `(${names.join(', ')}) ${direction === 'asc' ? '>' : '<'} (${marks})`,
        after,
      );
    }
    for (const name of names) query.orderBy(name, direction);
    const rows = await query.limit(limit);
    return rows.map((row: Record<string, any>) => ({
      record: toRecord(row),
      values: names.map(name => row[name]),
    }));
  }

  async count(
    filter: FleetFilter,
    scope: FleetScope,
    tx: Knex,
  ): Promise<number> {
    const row = await fleetRows(tx, scope, filter).count({ n: '*' }).first();
    return Number(row?.n ?? 0);
  }

  async facets(filter: FleetFilter, scope: FleetScope, tx: Knex) {
    return countFacets(filter, scope, tx);
  }

  async wall(filter: FleetFilter, scope: FleetScope, tx: Knex) {
    const rows = await fleetRows(tx, scope, filter)
      .orderBy('domain')
      .orderBy('sort_name')
      .orderBy('id')
      .select(
        'entity_ref',
        'name',
        'domain',
        'type',
        'tier',
        'status',
        'status_reason',
      );
    return rows.map((row: Record<string, any>) => ({
      entityRef: row.entity_ref,
      name: row.name,
      domain: row.domain || undefined,
      type: row.type,
      tier: row.tier === NO_TIER ? undefined : row.tier,
      status: row.status,
      statusReason: JSON.parse(row.status_reason),
    }));
  }

  async sums(scope: FleetScope, tx: Knex): Promise<FleetSums> {
    const query = tx('fleet_pipelines').whereNull('removed_at');
    applyScope(query, scope, tx);
    const rows: Array<Record<string, any>> = await query
      .groupBy('status', 'demo')
      .select('status', 'demo')
      .count({ pipelines: '*' })
      .sum({
        scheduled: 'scheduled_30d',
        succeeded: 'succeeded_30d',
        finished: 'finished_30d',
        inTime: 'in_time_30d',
      });
    const byStatus: Record<string, number> = {};
    for (const { status, pipelines } of rows) {
      byStatus[status] = (byStatus[status] ?? 0) + Number(pipelines);
    }
    const sum = (field: string) =>
      rows.reduce((total, row) => total + Number(row[field]), 0);
    return {
      byStatus,
      total: sum('pipelines'),
      scheduled: sum('scheduled'),
      succeeded: sum('succeeded'),
      finished: sum('finished'),
      inTime: sum('inTime'),
      demo: rows.some(row => Boolean(row.demo)),
    };
  }
}
