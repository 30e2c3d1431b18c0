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
  async of(sloId: number, db: Knex = this.#database): Promise<SloDecision[]> {
    const rows = await db('slo_decisions')
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

  /** Adds a decision, unless the same request did before. @returns the one that is there now, and whether this added it */
  async add(
    decision: DecisionToAdd,
    tx: Knex.Transaction,
  ): Promise<{ decision: SloDecision; isNew: boolean }> {
    const { idempotencyKey, sloId } = decision;
    const [row] = await tx('slo_decisions')
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
      (await tx('slo_decisions')
        .where({ slo_id: sloId, idempotency_key: idempotencyKey })
        .first());
    return { decision: toDecision(kept), isNew: row !== undefined };
  }

  /** A decision by its id alone, with what its SLO is called. */
  async withSlo(
    id: number,
    db: Knex,
  ): Promise<
    { decision: SloDecision; entityRef: string; name: string } | undefined
  > {
    const row = await db('slo_decisions')
      .join('slos', 'slos.id', 'slo_decisions.slo_id')
      .where('slo_decisions.id', id)
      .select('slo_decisions.*', 'slos.entity_ref', 'slos.name')
      .first();
    return (
      row && {
        decision: toDecision(row),
        entityRef: row.entity_ref,
        name: row.name,
      }
    );
  }

  /** Says which request for approval decides. @returns whether none did before */
  async setApproval(
    id: number,
    approvalId: number,
    tx: Knex.Transaction,
  ): Promise<boolean> {
    const changed = await tx('slo_decisions')
      .where({ id })
      .whereNull('approval_id')
      .update({ approval_id: approvalId });
    return changed > 0;
  }

  /** Ids of those that nobody has confirmed or withdrawn, and that no request for approval decides. */
  async withoutApproval(): Promise<number[]> {
    return this.#database('slo_decisions')
      .whereNull('approval_id')
      .whereNull('confirmed_at')
      .whereNull('withdrawn_at')
      .orderBy('id')
      .pluck('id');
  }

  /** @returns whether it was open, so that this did it */
  async confirm(
    id: number,
    by: string,
    at: string,
    tx: Knex.Transaction,
  ): Promise<boolean> {
    const changed = await tx('slo_decisions')
      .where({ id })
      .whereNull('confirmed_at')
      .whereNull('withdrawn_at')
      .update({ confirmed_by: by, confirmed_at: at });
    return changed > 0;
  }

  /** @returns whether it was in force or open, so that this did it */
  async withdraw(
    id: number,
    by: string,
    at: string,
    tx: Knex.Transaction,
  ): Promise<boolean> {
    const changed = await tx('slo_decisions')
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
    approvalId: row.approval_id,
  };
}
