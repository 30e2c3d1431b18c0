import type { Knex } from 'knex';
import type { SloDecision } from './sloRecords';

/** A decision to add. @internal */
export type DecisionToAdd = Pick<
  SloDecision,
  | 'sloId'
  | 'kind'
  | 'fromAt'
  | 'toAt'
  | 'reason'
  | 'decidedBy'
  | 'decidedAt'
  | 'idempotencyKey'
>;

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
    return rows.map(toDecision);
  }

  async find(sloId: number, id: number): Promise<SloDecision | undefined> {
    const row = await this.#database('slo_decisions')
      .where({ slo_id: sloId, id })
      .first();
    return row && toDecision(row);
  }

  /** Adds a decision, unless the same request did before. @returns the one that is there now */
  async add(decision: DecisionToAdd): Promise<SloDecision> {
    const { idempotencyKey, sloId } = decision;
    const [row] = await this.#database('slo_decisions')
      .insert({
        slo_id: sloId,
        kind: decision.kind,
        from_at: decision.fromAt,
        to_at: decision.toAt,
        reason: decision.reason,
        decided_by: decision.decidedBy,
        decided_at: decision.decidedAt,
        idempotency_key: idempotencyKey,
      })
      .onConflict(['slo_id', 'idempotency_key'])
      .ignore()
      .returning('*');
    const kept =
      row ??
      (await this.#database('slo_decisions')
        .where({ slo_id: sloId, idempotency_key: idempotencyKey })
        .first());
    return toDecision(kept);
  }

  /** @returns whether it was open, so that this did it */
  async confirm(id: number, by: string, at: string): Promise<boolean> {
    const changed = await this.#database('slo_decisions')
      .where({ id })
      .whereNull('confirmed_at')
      .whereNull('withdrawn_at')
      .update({ confirmed_by: by, confirmed_at: at });
    return changed > 0;
  }

  /** @returns whether it was in force or open, so that this did it */
  async withdraw(id: number, by: string, at: string): Promise<boolean> {
    const changed = await this.#database('slo_decisions')
      .where({ id })
      .whereNull('withdrawn_at')
      .update({ withdrawn_by: by, withdrawn_at: at });
    return changed > 0;
  }
}

function toDecision(row: Record<string, any>): SloDecision {
  return {
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
    withdrawnBy: row.withdrawn_by,
    withdrawnAt: row.withdrawn_at,
    idempotencyKey: row.idempotency_key,
  };
}
