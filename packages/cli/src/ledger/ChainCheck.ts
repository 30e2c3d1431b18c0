import { createHash } from 'node:crypto';
import type { LedgerRow } from '@sluice/plugin-pipelines-common';
import canonicalize from 'canonicalize';

/** A row of the ledger that somebody kept, as `seq:hash` names it. @public */
export type KeptHead = { seq: number; hash: string };

const GENESIS_HASH = '0'.repeat(64);
/** More findings help nobody. */
const MAX_FINDINGS = 100;

/**
 * Checks rows of the ledger by what they say themselves, as docs/ledger.md describes it: nothing is taken on the portal's word. Rows come
 * the newest first, as the API gives them.
 *
 * @public
 */
export class ChainCheck {
  readonly #findings: string[] = [];
  readonly #head: KeptHead | undefined;
  #headSeen = false;
  #after: LedgerRow | undefined;
  #newest: LedgerRow | undefined;
  #rows = 0;

  static create(options: { head?: KeptHead } = {}): ChainCheck {
    return new ChainCheck(options.head);
  }

  private constructor(head: KeptHead | undefined) {
    this.#head = head;
  }

  /** @param row - the one before those that were added */
  add(row: LedgerRow): void {
    if (this.#after) this.#follows(this.#after, row);
    this.#newest ??= row;
    this.#after = row;
    this.#rows++;
    this.#checkPayload(row);
    if (row.seq === this.#head?.seq) {
      this.#headSeen = true;
      if (row.hash !== this.#head.hash) {
        this.#found(
          `row ${row.seq} has another hash than the head that was kept: the chain was written anew from there or before`,
        );
      }
    }
  }

  /** What was found, once all rows were added. */
  end(): { rows: number; headHash: string; seq: number; findings: string[] } {
    if (this.#after) {
      const { seq } = this.#after;
      if (seq > 1) this.#found(`rows 1 to ${seq - 1} are missing`);
      else this.#checkHash(this.#after, GENESIS_HASH);
    }
    if (this.#head && !this.#headSeen) {
      this.#found(`row ${this.#head.seq}, which was kept, is missing`);
    }
    return {
      rows: this.#rows,
      seq: this.#newest?.seq ?? 0,
      headHash: this.#newest?.hash ?? GENESIS_HASH,
      findings: this.#findings,
    };
  }

  #follows(row: LedgerRow, before: LedgerRow): void {
    if (before.seq !== row.seq - 1) {
      this.#found(`row ${row.seq} comes after row ${before.seq}`);
      return;
    }
    if (before.at > row.at) {
      this.#found(`row ${row.seq} is earlier than the row before`);
    }
    this.#checkHash(row, before.hash);
  }

  #checkHash(row: LedgerRow, hashBefore: string): void {
    const { actor, at, payloadDigest, seq, subject, type } = row;
    const header = { actor, at, payloadDigest, seq, subject, type };
    if (sha256(`${hashBefore}${canonicalize(header)}`) !== row.hash) {
      this.#found(`row ${seq} doesn't follow from the row before`);
    }
  }

  #checkPayload(row: LedgerRow): void {
    const { payload, payloadDigest, redacted, seq, values } = row;
    if (sha256(canonicalize(payload)!) !== payloadDigest) {
      this.#found(`row ${seq} has another payload than its digest is of`);
    }
    for (const [name, digest] of Object.entries(payload.redactable)) {
      const kept = values[name];
      if (!kept) {
        if (!redacted.includes(name)) {
          this.#found(`row ${seq} has lost its value ${name}`);
        }
      } else if (sha256(`${kept.salt}${canonicalize(kept.value)}`) !== digest) {
        this.#found(`row ${seq} has another value ${name}`);
      }
    }
  }

  #found(message: string): void {
    if (this.#findings.length < MAX_FINDINGS) this.#findings.push(message);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
