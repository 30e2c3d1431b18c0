import type {
  AlertKind,
  AlertState,
  AlertUrgency,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { type FleetScope, visiblePipelines } from '../fleet';
import { byRank } from '../paging/byRank';
import type { CursorValues } from '../paging/cursor';
import type { AlertRecord } from './alertRecords';
import { toAlert } from './AlertStore';

/** What narrows the list of alerts down. @internal */
export type AlertFilter = {
  state?: AlertState[];
  urgency?: AlertUrgency;
  kind?: AlertKind[];
  /** Entity refs, of who owns the cause or a pipeline that is affected. */
  owner?: string[];
  /** Entity ref of a pipeline that is affected, or the cause. */
  pipeline?: string;
};

/** Reads alerts for those who may see at least one of the pipelines that they affect. @internal */
export class AlertQueries {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  /** What needs a human first, then the newest. */
  async page(
    filter: AlertFilter,
    scope: FleetScope,
    place: { limit: number; after?: CursorValues },
  ): Promise<{
    alerts: Array<{ alert: AlertRecord; rank: number }>;
    total: number;
  }> {
    const matching = this.#matching(filter, scope);
    const rows: Array<Record<string, any>> = await byRank(matching, place);
    const count = await matching.clone().count({ count: '*' }).first();
    return {
      alerts: rows.map(row => ({
        alert: toAlert(row),
        rank: row.sort_rank,
      })),
      total: Number(count?.count ?? 0),
    };
  }

  /** How many aren't resolved, by urgency. */
  async counts(scope: FleetScope): Promise<Record<AlertUrgency, number>> {
    const rows: Array<Record<string, any>> = await this.#matching({}, scope)
      .whereNotNull('open_key')
      .groupBy('urgency')
      .select('urgency')
      .count({ count: '*' });
    const of = (urgency: AlertUrgency) =>
      Number(rows.find(row => row.urgency === urgency)?.count ?? 0);
    return { urgent: of('urgent'), maintenance: of('maintenance') };
  }

  async find(id: number, scope: FleetScope): Promise<AlertRecord | undefined> {
    const row = await this.#matching({}, scope).where('alerts.id', id).first();
    return row && toAlert(row);
  }

  /** Those of these that the caller may see. */
  async visible(ids: number[], scope: FleetScope): Promise<AlertRecord[]> {
    const rows = await this.#matching({}, scope)
      .whereIn('alerts.id', ids)
      .orderBy(['sort_rank', 'opened_at', 'id']);
    return rows.map(toAlert);
  }

  /** Those of these pipelines that the caller may see. */
  async visiblePipelines(
    ids: number[],
    scope: FleetScope,
  ): Promise<Set<number>> {
    const found = new Set<number>();
    for (let i = 0; i < ids.length; i += 400) {
      const rows = await visiblePipelines(this.#database, scope).whereIn(
        'fleet_pipelines.id',
        ids.slice(i, i + 400),
      );
      for (const row of rows) found.add(row.id);
    }
    return found;
  }

  #matching(filter: AlertFilter, scope: FleetScope): Knex.QueryBuilder {
    const db = this.#database;
    const affecting = (narrow: { owner?: string[]; entityRef?: string[] }) =>
      db('alert_pipelines')
        .whereIn('pipeline_id', visiblePipelines(db, scope, narrow))
        .select('alert_id');
    const query = db('alerts').whereIn('alerts.id', affecting({}));
    if (filter.state?.length) query.whereIn('state', filter.state);
    if (filter.urgency) query.where('urgency', filter.urgency);
    if (filter.kind?.length) query.whereIn('kind', filter.kind);
    const { owner, pipeline } = filter;
    if (owner?.length) {
      query.where(inner =>
        inner
          .whereIn('cause_owner', owner)
          .orWhereIn('alerts.id', affecting({ owner })),
      );
    }
    if (pipeline) {
      const entityRef = pipeline.toLocaleLowerCase('en-US');
      query.where(inner =>
        inner
          .where('cause_ref', entityRef)
          .orWhereIn('alerts.id', affecting({ entityRef: [entityRef] })),
      );
    }
    return query;
  }
}
