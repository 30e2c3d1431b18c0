import type { Knex } from 'knex';
import type { Finding } from './verification';

/** What a verification found. @internal */
export type Verification = {
  status: 'intact' | 'broken';
  startedAt: string;
  finishedAt: string;
  rows: number;
  /** The head that it went up to. */
  throughSeq: number;
  headHash: string;
  /** How many exported heads were compared. */
  headsChecked: number;
  /** At most 100. */
  findings: Finding[];
};

/** Results of scheduled verifications. @internal */
export class VerificationStore {
  async add(verification: Verification, db: Knex): Promise<void> {
    await db('ledger_verifications').insert({
      started_at: verification.startedAt,
      finished_at: verification.finishedAt,
      status: verification.status,
      rows: verification.rows,
      through_seq: verification.throughSeq,
      head_hash: verification.headHash,
      heads_checked: verification.headsChecked,
      findings: JSON.stringify(verification.findings),
    });
  }

  async last(db: Knex): Promise<Verification | undefined> {
    const row = await db('ledger_verifications').orderBy('id', 'desc').first();
    return (
      row && {
        status: row.status,
        startedAt: row.started_at,
        finishedAt: row.finished_at,
        rows: Number(row.rows),
        throughSeq: Number(row.through_seq),
        headHash: row.head_hash,
        headsChecked: row.heads_checked,
        findings: JSON.parse(row.findings),
      }
    );
  }
}
