import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { slices } from '../database/slices';
import type { EntityPipeline } from './entityPipeline';

/** What of an entity is kept in history: who answers for it, and how much it matters. @internal */
export type CatalogFacts = Pick<
  EntityPipeline,
  | 'owner'
  | 'lifecycle'
  | 'tier'
  | 'system'
  | 'domain'
  | 'classification'
  | 'releaseUnit'
>;

/** A pipeline of which the catalog says something else than before. @internal */
export type CatalogChange = {
  /** When it was seen, ISO 8601 in UTC. */
  at: string;
  before: CatalogFacts;
  after: CatalogFacts;
};

/** What changed in what the catalog says of pipelines. Rows are only added. @internal */
export class FleetHistory {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  /**
   * Keeps which of these pipelines are about to say something else. A pipeline that is new has not changed.
   *
   * @param at - when it was seen, ISO 8601 in UTC
   */
  async record(
    pipelines: EntityPipeline[],
    at: string,
    tx: Knex,
  ): Promise<void> {
    const rows: Array<Record<string, any>> = await tx('fleet_pipelines')
      .whereIn(
        'entity_ref',
        pipelines.map(p => p.entityRef),
      )
      .select(
        'id',
        'entity_ref',
        'owner',
        'lifecycle',
        'tier',
        'system',
        'domain',
        'classification',
        'release_unit',
      );
    const known = new Map(rows.map(row => [row.entity_ref, row]));
    const changed = pipelines.flatMap(pipeline => {
      const row = known.get(pipeline.entityRef);
      if (!row) return [];
      const before = JSON.stringify(factsOf(toFacts(row)));
      const after = JSON.stringify(factsOf(pipeline));
      return before === after
        ? []
        : {
            pipeline_id: row.id,
            at,
            digest: createHash('sha256').update(after).digest('hex'),
            facts_before: before,
            facts_after: after,
          };
    });
    for await (const slice of slices(changed)) {
      await tx('fleet_changes').insert(slice);
    }
  }

  /** What changed of a pipeline in [from, to), oldest first. */
  async changes(
    pipelineId: number,
    period: { from: string; to: string },
  ): Promise<CatalogChange[]> {
    const rows: Array<Record<string, any>> = await this.#database(
      'fleet_changes',
    )
      .where({ pipeline_id: pipelineId })
      .where('at', '>=', period.from)
      .where('at', '<', period.to)
      .orderBy(['at', 'id']);
    return rows.map(row => ({
      at: row.at,
      before: JSON.parse(row.facts_before),
      after: JSON.parse(row.facts_after),
    }));
  }
}

/** The facts alone, in one order. */
function factsOf(facts: CatalogFacts): CatalogFacts {
  return {
    owner: facts.owner,
    lifecycle: facts.lifecycle,
    tier: facts.tier,
    system: facts.system,
    domain: facts.domain,
    classification: facts.classification,
    releaseUnit: facts.releaseUnit,
  };
}

function toFacts(row: Record<string, any>): CatalogFacts {
  return {
    owner: row.owner,
    lifecycle: row.lifecycle,
    tier: row.tier,
    system: row.system,
    domain: row.domain,
    classification: JSON.parse(row.classification),
    releaseUnit: row.release_unit,
  };
}
