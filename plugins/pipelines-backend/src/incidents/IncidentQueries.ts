import type { Knex } from 'knex';
import { type FleetScope, visiblePipelines } from '../fleet';
import { byRank } from '../paging/byRank';
import type { CursorValues } from '../paging/cursor';
import type { IncidentRecord } from './incidentRecords';
import { toIncident } from './IncidentStore';

/** What narrows the list of incidents down. @internal */
export type IncidentFilter = {
  state?: 'open' | 'closed';
  /** Entity ref. */
  pipeline?: string;
};

/** Reads incidents for those who may see at least one of the pipelines that they name. @internal */
export class IncidentQueries {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  /** Open ones first, then the newest. */
  async page(
    filter: IncidentFilter,
    scope: FleetScope,
    place: { limit: number; after?: CursorValues },
  ): Promise<{
    incidents: Array<{ incident: IncidentRecord; rank: number }>;
    total: number;
  }> {
    const matching = this.#matching(filter, scope);
    const rows: Array<Record<string, any>> = await byRank(matching, place);
    return {
      incidents: rows.map(row => ({
        incident: toIncident(row),
        rank: row.sort_rank,
      })),
      total: await this.count(filter, scope),
    };
  }

  async count(filter: IncidentFilter, scope: FleetScope): Promise<number> {
    const row = await this.#matching(filter, scope)
      .count({ count: '*' })
      .first();
    return Number(row?.count ?? 0);
  }

  async find(
    id: number,
    scope: FleetScope,
  ): Promise<IncidentRecord | undefined> {
    const row = await this.#matching({}, scope)
      .where('incidents.id', id)
      .first();
    return row && toIncident(row);
  }

  #matching(
    { pipeline, state }: IncidentFilter,
    scope: FleetScope,
  ): Knex.QueryBuilder {
    const db = this.#database;
    const entityRef = pipeline && [pipeline.toLocaleLowerCase('en-US')];
    const query = db('incidents').whereIn(
      'incidents.id',
      db('incident_pipelines')
        .whereIn(
          'pipeline_id',
          visiblePipelines(db, scope, entityRef ? { entityRef } : {}),
        )
        .select('incident_id'),
    );
    if (state) query.where('state', state);
    return query;
  }
}
