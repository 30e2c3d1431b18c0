import type { SloKind, SloStatus } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { type FleetScope, pipelineDomains, visiblePipelines } from '../fleet';
import type { CursorValues } from '../paging/cursor';
import type { SloRecord } from './sloRecords';
import { toSlo } from './SloStore';

/** What narrows the list of SLOs down. @internal */
export type SloFilter = {
  owner?: string[];
  /** Entity refs of the domains of the pipelines that they are about. */
  domain?: string[];
  kind?: SloKind[];
  status?: SloStatus[];
};

/** An SLO with the number of pipelines that it is about, and the domain if they are all in one. @internal */
export type ListedSlo = SloRecord & { pipelines: number; domain?: string };

/** The columns of the order: what needs a human first. @internal */
export const SLO_ORDER = ['number', 'string', 'number'] as const;

/** Reads SLOs for those who may see at least one of the pipelines that they are about. @internal */
export class SloQueries {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  /** A page of the SLOs in force, what needs a human first. */
  async page(
    filter: SloFilter,
    scope: FleetScope,
    place: { limit: number; after?: CursorValues },
  ): Promise<{ slos: ListedSlo[]; total: number }> {
    const matching = this.#matching(filter, scope);
    const rows = matching
      .clone()
      .orderBy(['status_rank', 'entity_ref', 'slos.id'])
      .limit(place.limit);
    if (place.after) {
      rows.whereRaw('(status_rank, entity_ref, slos.id) > (?, ?, ?)', [
        ...place.after,
      ]);
    }
    const count = await matching.clone().count({ count: '*' }).first();
    return {
      slos: await this.#withPipelines((await rows).map(toSlo)),
      total: Number(count?.count ?? 0),
    };
  }

  /** SLOs in force that a pipeline counts for, its own first. */
  async ofPipeline(pipeline: {
    id: number;
    entityRef: string;
  }): Promise<ListedSlo[]> {
    const rows = await this.#database('slos')
      .whereNull('removed_at')
      .whereIn(
        'slos.id',
        this.#database('slo_members')
          .where({ pipeline_id: pipeline.id })
          .select('slo_id'),
      )
      .orderByRaw('case when entity_ref = ? then 0 else 1 end', [
        pipeline.entityRef,
      ])
      .orderBy(['entity_ref', 'name']);
    return this.#withPipelines(rows.map(toSlo));
  }

  /** One SLO, also one that is no longer in force. */
  async find(id: number, scope: FleetScope): Promise<ListedSlo | undefined> {
    const row = await this.#database('slos')
      .where('slos.id', id)
      .modify(query => this.#limit(query, {}, scope))
      .select('slos.*')
      .first();
    return row && (await this.#withPipelines([toSlo(row)]))[0];
  }

  /** Ids of the pipelines of an SLO that the caller may see. */
  async visibleMembers(sloId: number, scope: FleetScope): Promise<number[]> {
    return this.#database('slo_members')
      .where({ slo_id: sloId })
      .whereIn('pipeline_id', visiblePipelines(this.#database, scope))
      .orderBy('pipeline_id')
      .pluck('pipeline_id');
  }

  #matching(filter: SloFilter, scope: FleetScope): Knex.QueryBuilder {
    return this.#database('slos')
      .whereNull('removed_at')
      .modify(query => {
        if (filter.owner?.length) query.whereIn('slos.owner', filter.owner);
        if (filter.kind?.length) query.whereIn('slos.kind', filter.kind);
        if (filter.status?.length) query.whereIn('slos.status', filter.status);
        this.#limit(query, filter, scope);
      });
  }

  #limit(
    query: Knex.QueryBuilder,
    { domain }: SloFilter,
    scope: FleetScope,
  ): void {
    query.whereIn(
      'slos.id',
      this.#database('slo_members')
        .whereIn(
          'pipeline_id',
          visiblePipelines(this.#database, scope, { domain }),
        )
        .select('slo_id'),
    );
  }

  async #withPipelines(slos: SloRecord[]): Promise<ListedSlo[]> {
    const rows: Array<Record<string, any>> = await this.#database('slo_members')
      .whereIn(
        'slo_id',
        slos.map(slo => slo.id),
      )
      .join(
        pipelineDomains(this.#database).as('fleet'),
        'fleet.pipeline',
        'slo_members.pipeline_id',
      )
      .groupBy('slo_id')
      .select('slo_id')
      .count({ count: '*' })
      .min({ first: 'domain' })
      .max({ last: 'domain' });
    const found = new Map(rows.map(row => [row.slo_id, row]));
    return slos.map(slo => {
      const { count, first, last } = found.get(slo.id) ?? {};
      return {
        ...slo,
        pipelines: Number(count ?? 0),
        domain: first && first === last ? first : undefined,
      };
    });
  }
}
