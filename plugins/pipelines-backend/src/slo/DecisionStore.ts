import type { Knex } from 'knex';
import type { SloDecision } from './sloRecords';

/** What people decided about SLOs. Rows are added and completed, never rewritten. @internal */
export class DecisionStore {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  /** The decisions on an SLO, the oldest first. */
  async of(sloId: number): Promise<SloDecision[]> {
    const rows = await this.#database('slo_decisions')
      .where({ slo_id: sloId })
      .orderBy(['decided_at', 'id']);
    return rows.map(row => ({
      id: row.id,
      sloId: row.slo_id,
      kind: row.kind,
      fromAt: row.from_at,
      toAt: row.to_at,
      reason: row.reason,
      decidedBy: row.decided_by,
      decidedAt: row.decided_at,
      confirmedBy: row.confirmed_by,
      confirmedAt: row.confirmed_at,
      withdrawnAt: row.withdrawn_at,
    }));
  }
}
