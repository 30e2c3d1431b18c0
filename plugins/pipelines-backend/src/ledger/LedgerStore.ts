import type { Knex } from 'knex';
import { SLICE_ROWS } from '../database/slices';
import type { LedgerHead } from './chain';
import { REDACTED, type LedgerRecord } from './verification';
import type { Redactable } from './payload';

/** Which rows. All that is given has to hold. @internal */
export type LedgerFilter = {
  actor?: string;
  subject?: string;
  types?: string[];
  /** Instants, ISO 8601 in UTC: at or after … */
  from?: string;
  /** … and before. */
  to?: string;
};

/** The tables of the ledger. Rows are added, never changed: the database refuses it. @internal */
export interface LedgerStore {
  /** The last row, locked until the transaction ends: whoever else wants to append waits here, so that no number is left out. */
  lockHead(tx: Knex.Transaction): Promise<LedgerHead>;
  head(db: Knex): Promise<LedgerHead>;
  add(
    records: LedgerRecord[],
    head: LedgerHead,
    tx: Knex.Transaction,
  ): Promise<void>;
  /** Rows after `seq` and up to `through`, the oldest first. */
  range(
    options: { after: number; through: number; limit: number },
    db: Knex,
  ): Promise<LedgerRecord[]>;
  /** Rows before `seq`, the newest first. */
  page(
    filter: LedgerFilter,
    options: { before?: number; limit: number },
    db: Knex,
  ): Promise<LedgerRecord[]>;
  find(seq: number, db: Knex): Promise<LedgerRecord | undefined>;
  /** @returns whether there was a value to take out */
  redact(seq: number, field: string, tx: Knex.Transaction): Promise<boolean>;
  /** Rows after `seq` that say that something was redacted. */
  redactionsAfter(seq: number, db: Knex): Promise<LedgerRecord[]>;
}

/** {@link LedgerStore} on SQLite and PostgreSQL. @internal */
export class DatabaseLedgerStore implements LedgerStore {
  async lockHead(tx: Knex.Transaction): Promise<LedgerHead> {
    // SQLite has no row locks and needs none: a transaction has its one connection for itself.
    return toHead(await tx('ledger_head').where({ id: 1 }).forUpdate().first());
  }

  async head(db: Knex): Promise<LedgerHead> {
    return toHead(await db('ledger_head').where({ id: 1 }).first());
  }

  async add(
    records: LedgerRecord[],
    head: LedgerHead,
    tx: Knex.Transaction,
  ): Promise<void> {
    for (let i = 0; i < records.length; i += SLICE_ROWS) {
      await tx('ledger').insert(records.slice(i, i + SLICE_ROWS).map(toRow));
    }
    const values = records.flatMap(({ seq, redactables }) =>
      redactables.map(r => ({ seq, ...r })),
    );
    for (let i = 0; i < values.length; i += SLICE_ROWS) {
      await tx('ledger_redactables').insert(values.slice(i, i + SLICE_ROWS));
    }
    await tx('ledger_head').where({ id: 1 }).update(head);
  }

  async range(
    options: { after: number; through: number; limit: number },
    db: Knex,
  ): Promise<LedgerRecord[]> {
    const rows = await db('ledger')
      .where('seq', '>', options.after)
      .andWhere('seq', '<=', options.through)
      .orderBy('seq')
      .limit(options.limit);
    return this.#withValues(rows, db);
  }

  async page(
    filter: LedgerFilter,
    options: { before?: number; limit: number },
    db: Knex,
  ): Promise<LedgerRecord[]> {
    const { actor, from, subject, to, types } = filter;
    const query = db('ledger').orderBy('seq', 'desc').limit(options.limit);
    if (actor) query.where({ actor });
    if (subject) query.where({ subject });
    if (types) query.whereIn('type', types);
    if (from) query.where('at', '>=', from);
    if (to) query.where('at', '<', to);
    if (options.before !== undefined) query.where('seq', '<', options.before);
    return this.#withValues(await query, db);
  }

  async find(seq: number, db: Knex): Promise<LedgerRecord | undefined> {
    const rows = await db('ledger').where({ seq });
    return (await this.#withValues(rows, db))[0];
  }

  async redact(
    seq: number,
    field: string,
    tx: Knex.Transaction,
  ): Promise<boolean> {
    const changed = await tx('ledger_redactables')
      .where({ seq, field })
      .whereNotNull('value')
      .update({ salt: null, value: null });
    return changed > 0;
  }

  async redactionsAfter(seq: number, db: Knex): Promise<LedgerRecord[]> {
    const rows = await db('ledger')
      .where({ type: REDACTED })
      .andWhere('seq', '>', seq)
      .orderBy('seq');
    return rows.map(row => toRecord(row, []));
  }

  /** @param rows - of neighbouring numbers, or few */
  async #withValues(
    rows: Array<Record<string, any>>,
    db: Knex,
  ): Promise<LedgerRecord[]> {
    const values = new Map<number, Redactable[]>();
    for (let i = 0; i < rows.length; i += SLICE_ROWS) {
      const found = await db('ledger_redactables')
        .whereIn(
          'seq',
          rows.slice(i, i + SLICE_ROWS).map(row => row.seq),
        )
        .orderBy(['seq', 'field']);
      for (const { seq, field, digest, salt, value } of found) {
        const of = values.get(Number(seq)) ?? [];
        values.set(Number(seq), of);
        of.push({ field, digest, salt, value });
      }
    }
    return rows.map(row => toRecord(row, values.get(Number(row.seq)) ?? []));
  }
}

// PostgreSQL gives big integers as text.
function toHead(row: Record<string, any>): LedgerHead {
  return { seq: Number(row.seq), hash: row.hash, at: row.at };
}

function toRecord(
  row: Record<string, any>,
  redactables: Redactable[],
): LedgerRecord {
  return {
    seq: Number(row.seq),
    at: row.at,
    actor: row.actor,
    type: row.type,
    subject: row.subject,
    payloadDigest: row.payload_digest,
    hash: row.hash,
    payload: row.payload,
    redactables,
  };
}

function toRow(record: LedgerRecord) {
  const { at, actor, hash, payload, payloadDigest, seq, subject, type } =
    record;
  return {
    seq,
    at,
    actor,
    type,
    subject,
    hash,
    payload,
    payload_digest: payloadDigest,
  };
}
