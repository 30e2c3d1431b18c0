import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { LedgerPage, LedgerRow } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { Clock } from '../database/clock';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import { hashOf, type LedgerHead, type LedgerHeader } from './chain';
import type { LedgerFilter, LedgerStore } from './LedgerStore';
import { type SealedPayload, sealPayload } from './payload';
import { REDACTED, type LedgerRecord } from './verification';

/** Something that happened. @internal */
export type LedgerEntry = {
  /** Entity ref of a person, `service:…`, or `system:…`. At most 255 characters. */
  actor: string;
  /** `<what>.<happened>`, for example `approval.approved`. At most 63 characters. */
  type: string;
  /** `<kind>:<id>`, for example `approval:12`. At most 255 characters. */
  subject: string;
  /** What stays for good. */
  payload: JsonObject;
  /** What may have to be taken out one day: what people wrote, personal data. */
  redactable?: JsonObject;
};

/** The append-only, hash-chained record of every change and decision. @internal */
export class LedgerService {
  readonly #options: { database: Knex; store: LedgerStore; clock: Clock };

  constructor(options: { database: Knex; store: LedgerStore; clock: Clock }) {
    this.#options = options;
  }

  /**
   * Adds rows in the transaction of what they are about, so that there is never one without the other.
   *
   * Append last: from here until the end of the transaction nobody else can append.
   *
   * @returns the headers as they are in the chain
   * @throws InputError if an entry can't be kept
   */
  async append(
    entries: LedgerEntry[],
    tx: Knex.Transaction,
  ): Promise<LedgerHeader[]> {
    if (entries.length === 0) return [];
    const { clock, store } = this.#options;
    entries.forEach(checkEntry);
    const before = await store.lockHead(tx);
    // Read after the lock, so that times never go back along the chain; `max` for a clock that was set back.
    const now = await clock.now(tx);
    const at = now > before.at ? now : before.at;
    const records: LedgerRecord[] = [];
    let head: LedgerHead = before;
    for (const { actor, payload, redactable, subject, type } of entries) {
      const { digest, redactables, text } = sealPayload(payload, redactable);
      const header: LedgerHeader = {
        seq: head.seq + 1,
        at,
        actor,
        type,
        subject,
        payloadDigest: digest,
      };
      const hash = hashOf(head.hash, header);
      records.push({ ...header, hash, payload: text, redactables });
      head = { seq: header.seq, hash, at };
    }
    await store.add(records, head, tx);
    return records;
  }

  /** The last row. */
  async head(): Promise<LedgerHead> {
    return this.#options.store.head(this.#options.database);
  }

  /**
   * Rows that the filter matches, the newest first.
   *
   * @throws InputError if the cursor isn't one of this filter
   */
  async page(
    filter: LedgerFilter,
    options: { cursor?: string; limit: number },
  ): Promise<LedgerPage> {
    const { database, store } = this.#options;
    const { cursor, limit } = options;
    const scope = { list: 'ledger', ...filter };
    const before = cursor
      ? (decodeCursor(cursor, scope, ['number'])[0] as number)
      : undefined;
    const found = await store.page(
      filter,
      { before, limit: limit + 1 },
      database,
    );
    const rows = found.slice(0, limit);
    return {
      items: rows.map(apiRow),
      nextCursor:
        found.length > limit
          ? encodeCursor(scope, [rows[rows.length - 1].seq])
          : undefined,
    };
  }

  /**
   * Takes a value out of a payload, for personal data that has to go. The chain holds, because it only has the value's digest; a row
   * says who did it, and why.
   *
   * @throws NotFoundError if there is no such value; ConflictError if it is redacted already
   */
  async redact(redaction: {
    seq: number;
    field: string;
    reason: string;
    actor: string;
  }): Promise<LedgerRow> {
    const { database, store } = this.#options;
    const { actor, field, reason, seq } = redaction;
    return database.transaction(async tx => {
      const record = await store.find(seq, tx);
      if (!record?.redactables.some(r => r.field === field)) {
        throw new NotFoundError(
          `Row ${seq} of the ledger has no value ${field} that can be redacted`,
        );
      }
      if (!(await store.redact(seq, field, tx))) {
        throw new ConflictError(
          `The value ${field} of row ${seq} is redacted already`,
        );
      }
      await this.append(
        [
          {
            actor,
            type: REDACTED,
            subject: `ledger:${seq}`,
            payload: { seq, field, reason },
          },
        ],
        tx,
      );
      return apiRow((await store.find(seq, tx))!);
    });
  }
}

const MAX_LENGTHS = { actor: 255, type: 63, subject: 255 } as const;

function checkEntry(entry: LedgerEntry): void {
  for (const [key, max] of Object.entries(MAX_LENGTHS)) {
    const value = entry[key as keyof typeof MAX_LENGTHS];
    if (!value || value.length > max || value.includes('\0')) {
      throw new InputError(
        `The ${key} of a ledger row has to have 1 to ${max} characters, but is ${JSON.stringify(
          value,
        )}`,
      );
    }
  }
}

function apiRow(record: LedgerRecord): LedgerRow {
  const { payload, redactables, ...header } = record;
  const sealed: SealedPayload = JSON.parse(payload);
  return {
    ...header,
    payload: sealed,
    values: Object.fromEntries(
      redactables.flatMap(({ field, salt, value }) =>
        value === null || salt === null
          ? []
          : [[field, { salt, value: JSON.parse(value) }]],
      ),
    ),
    redacted: redactables.filter(r => r.value === null).map(r => r.field),
  };
}
