import type { Knex } from 'knex';
import { type FleetScope, visibleRefs } from '../fleet';
import type { CheckResult } from './checks';
import { type LevelChange, type ResultRecord, toResult } from './ResultStore';

/** A result with the title of its pipeline. @internal */
export type TitledResult = ResultRecord & {
  title: string | undefined;
  sortName: string;
};

/** What came of checks, as far as a matrix needs it. @internal */
export type ResultSummary = {
  entityRef: string;
  owner: string;
  level: string | null;
  checks: CheckResult[];
};

/** A change of a level with its id and the title of the pipeline. @internal */
export type TitledChange = LevelChange & { id: number; title?: string };

/** How many pipelines of an owner stood at a level at the end of a day. @internal */
export type DayCount = {
  date: string;
  owner: string;
  /** "" below the first one. */
  level: string;
  pipelines: number;
};

/** Reads what came of scorecards, for those who may see the pipelines. @internal */
export class StandingReads {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  /** All of a scorecard, by owner. */
  async summaries(
    scorecardId: string,
    scope: FleetScope,
    filter: { owner?: string[] } = {},
  ): Promise<ResultSummary[]> {
    const rows = await this.#visible(scope)
      .where('r.scorecard_id', scorecardId)
      .modify(query => {
        if (filter.owner?.length) query.whereIn('r.owner', filter.owner);
      })
      .select('r.entity_ref', 'r.owner', 'r.level', 'r.checks');
    return rows.map((row: Record<string, any>) => ({
      entityRef: row.entity_ref,
      owner: row.owner,
      level: row.level,
      checks: JSON.parse(row.checks),
    }));
  }

  /** Entity refs of the pipelines of an owner, whether a scorecard is about them or not. */
  async pipelinesOf(owner: string, scope: FleetScope): Promise<string[]> {
    return this.#database
      .from(visibleRefs(this.#database, scope).as('v'))
      .where('v.owner', owner)
      .orderBy('v.ref')
      .pluck('v.ref');
  }

  /** How many pipelines each owner has on a scorecard, whoever asks. */
  async totals(scorecardId: string): Promise<Map<string, number>> {
    const rows: Array<Record<string, any>> = await this.#database(
      'scorecard_results',
    )
      .where({ scorecard_id: scorecardId })
      .groupBy('owner')
      .select('owner')
      .count({ count: '*' });
    return new Map(rows.map(row => [row.owner, Number(row.count)]));
  }

  /** A page, by owner, name and ref. @param levels - "" is below the first one */
  async page(
    filter: { scorecardId: string; owner?: string[]; levels?: string[] },
    scope: FleetScope,
    place: { limit: number; after?: Array<string | number> },
  ): Promise<TitledResult[]> {
    const rows = await this.#visible(scope)
      .where('r.scorecard_id', filter.scorecardId)
      .modify(query => {
        const { levels, owner } = filter;
        if (owner?.length) query.whereIn('r.owner', owner);
        if (levels?.length) {
          query.whereRaw(
            `coalesce(r.level, '') in (${levels.map(() => '?').join(', ')})`,
            levels,
          );
        }
        if (place.after) {
          query.whereRaw('(r.owner, v.sort_name, r.entity_ref) > (?, ?, ?)', [
            ...place.after,
          ]);
        }
      })
      .orderBy(['r.owner', 'v.sort_name', 'r.entity_ref'])
      .limit(place.limit)
      .select('r.*', 'v.title', 'v.sort_name');
    return rows.map(toTitled);
  }

  /** Of one pipeline, on all scorecards. */
  async ofPipeline(
    entityRef: string,
    scope: FleetScope,
  ): Promise<TitledResult[]> {
    const rows = await this.#visible(scope)
      .where('r.entity_ref', entityRef)
      .orderBy('r.scorecard_id')
      .select('r.*', 'v.title', 'v.sort_name');
    return rows.map(toTitled);
  }

  /** Changes of levels, the newest first. */
  async changes(
    filter: {
      scorecardId: string;
      owner?: string[];
      entityRef?: string;
      since: string;
      to?: string;
    },
    scope: FleetScope,
    place: { limit: number; before?: { at: string; id: number } },
  ): Promise<TitledChange[]> {
    const rows: Array<Record<string, any>> = await this.#database(
      'scorecard_changes as c',
    )
      .join(visibleRefs(this.#database, scope).as('v'), 'v.ref', 'c.entity_ref')
      .where('c.scorecard_id', filter.scorecardId)
      .where('c.at', '>=', filter.since)
      .modify(query => {
        const { entityRef, owner, to } = filter;
        if (to) query.where('c.at', '<', to);
        if (owner?.length) query.whereIn('c.owner', owner);
        if (entityRef) query.where('c.entity_ref', entityRef);
        if (place.before) {
          query.whereRaw('(c.at, c.id) < (?, ?)', [
            place.before.at,
            place.before.id,
          ]);
        }
      })
      .orderBy([
        { column: 'c.at', order: 'desc' },
        { column: 'c.id', order: 'desc' },
      ])
      .limit(place.limit)
      .select('c.*', 'v.title');
    return rows.map(row => ({
      id: row.id,
      scorecardId: row.scorecard_id,
      entityRef: row.entity_ref,
      title: row.title ?? undefined,
      owner: row.owner,
      at: row.at,
      from: row.from_level ?? undefined,
      to: row.to_level ?? undefined,
      reasons: JSON.parse(row.reasons),
    }));
  }

  /** The days of a scorecard from a date on, oldest first. */
  async days(
    scorecardId: string,
    from: string,
    owner?: string,
  ): Promise<DayCount[]> {
    const rows: Array<Record<string, any>> = await this.#database(
      'scorecard_days',
    )
      .where({ scorecard_id: scorecardId, ...(owner && { owner }) })
      .where('date', '>=', from)
      .orderBy(['date', 'owner', 'level']);
    return rows.map(({ date, level, owner: of, pipelines }) => ({
      date,
      owner: of,
      level,
      pipelines,
    }));
  }

  /** When anything was last read. */
  async lastRead(): Promise<string | undefined> {
    const row = await this.#database('facts').max({ at: 'at' }).first();
    return row?.at ?? undefined;
  }

  #visible(scope: FleetScope): Knex.QueryBuilder {
    return this.#database('scorecard_results as r').join(
      visibleRefs(this.#database, scope).as('v'),
      'v.ref',
      'r.entity_ref',
    );
  }
}

function toTitled(row: Record<string, any>): TitledResult {
  return {
    ...toResult(row),
    title: row.title ?? undefined,
    sortName: row.sort_name,
  };
}
