import { sha256 } from '../canonical/digest';
import {
  GENESIS_HASH,
  hashOf,
  type LedgerHead,
  type LedgerHeader,
} from './chain';
import { type Redactable, saltedDigest, type SealedPayload } from './payload';

/** A row as it is stored. @internal */
export type LedgerRecord = LedgerHeader & {
  hash: string;
  /** Canonical JSON of a {@link SealedPayload}. */
  payload: string;
  redactables: Redactable[];
};

/**
 * What a verification can find:
 *
 * - `row-edited` a row's hash isn't that of its header and the row before
 * - `rows-missing` numbers were left out, in the middle or at the end
 * - `payload-edited` a payload isn't what its header has the digest of
 * - `value-edited` a value that stands apart isn't what its payload has the digest of
 * - `value-removed` a value is gone, and no row says that it was redacted
 * - `head-differs` a head that was exported earlier isn't in the chain: it was rewritten from there on, or before
 * - `head-file-damaged` the file of exported heads can't be read
 *
 * @internal
 */
export type FindingKind =
  | 'row-edited'
  | 'rows-missing'
  | 'payload-edited'
  | 'value-edited'
  | 'value-removed'
  | 'head-differs'
  | 'head-file-damaged';

/** Something wrong, and at which row. @internal */
export type Finding = { kind: FindingKind; seq: number; message: string };

/** The type of the row that says which value was taken out. @internal */
export const REDACTED = 'ledger.redacted';

/**
 * Follows the chain row by row and keeps nothing but the last hash, so that a ledger of any length can be verified.
 *
 * After a finding it goes on from what is stored, so that one edit is found once and later ones are found too.
 *
 * @internal
 */
export class ChainVerification {
  #last: Pick<LedgerHead, 'seq' | 'hash'> = { seq: 0, hash: GENESIS_HASH };
  readonly #heads: Map<number, Set<string>>;
  /** `seq field` of values that are gone, until the row that says so. */
  readonly #gone = new Set<string>();

  /** @param heads - exported earlier; all of them have to be in the chain */
  constructor(heads: Array<Pick<LedgerHead, 'seq' | 'hash'>> = []) {
    this.#heads = new Map();
    for (const { seq, hash } of heads) {
      if (seq === 0) continue;
      const hashes = this.#heads.get(seq) ?? new Set();
      this.#heads.set(seq, hashes.add(hash));
    }
  }

  /** The last row so far. */
  get last(): Pick<LedgerHead, 'seq' | 'hash'> {
    return this.#last;
  }

  /** Takes the next row, by `seq`. @returns what is wrong with it */
  next(row: LedgerRecord): Finding[] {
    const found: Finding[] = [];
    const { seq, hash } = this.#last;
    if (row.seq !== seq + 1) {
      found.push(missing(seq + 1, row.seq - 1));
    } else if (hashOf(hash, row) !== row.hash) {
      found.push({
        kind: 'row-edited',
        seq: row.seq,
        message: `Row ${row.seq} doesn't follow from its header and the row before: one of the two was edited`,
      });
    }
    if (sha256(row.payload) !== row.payloadDigest) {
      found.push({
        kind: 'payload-edited',
        seq: row.seq,
        message: `The payload of row ${row.seq} isn't what its header has the digest of`,
      });
    } else {
      found.push(...wrongValues(row));
      this.redacted(row);
    }
    for (const { field, value } of row.redactables) {
      if (value === null) this.#gone.add(`${row.seq} ${field}`);
    }
    found.push(...this.#compareHeads(row));
    this.#last = { seq: row.seq, hash: row.hash };
    return found;
  }

  /** Takes note of a row that may say that a value was redacted. */
  redacted(row: Pick<LedgerRecord, 'type' | 'payload'>): void {
    if (row.type !== REDACTED) return;
    const { fields }: SealedPayload = JSON.parse(row.payload);
    this.#gone.delete(`${fields.seq} ${fields.field}`);
  }

  /** @param head - what the database says is the last row @returns what is missing at the end */
  end(head: Pick<LedgerHead, 'seq' | 'hash'>): Finding[] {
    const found: Finding[] = [...this.#gone].map(key => {
      const [goneFrom, field] = key.split(' ');
      return {
        kind: 'value-removed',
        seq: Number(goneFrom),
        message: `The value ${field} of row ${goneFrom} is gone, and no row says that it was redacted`,
      };
    });
    const { seq, hash } = this.#last;
    const known = Math.max(head.seq, ...this.#heads.keys());
    if (known > seq) {
      found.push(missing(seq + 1, known));
    } else if (head.seq === seq && head.hash !== hash) {
      found.push(differs(head));
    }
    return found;
  }

  #compareHeads(row: LedgerRecord): Finding[] {
    const hashes = this.#heads.get(row.seq);
    this.#heads.delete(row.seq);
    return [...(hashes ?? [])]
      .filter(hash => hash !== row.hash)
      .map(hash => differs({ seq: row.seq, hash }));
  }
}

function missing(from: number, to: number): Finding {
  return {
    kind: 'rows-missing',
    seq: from,
    message:
      from === to ? `Row ${from} is gone` : `Rows ${from} to ${to} are gone`,
  };
}

function differs({ seq, hash }: Pick<LedgerHead, 'seq' | 'hash'>): Finding {
  return {
    kind: 'head-differs',
    seq,
    message: `Row ${seq} had the hash ${hash} when the head was exported: the chain was rewritten`,
  };
}

/** A value that was redacted can't be compared: its digest in the payload stays, and that one is covered by the chain. */
function wrongValues(row: LedgerRecord): Finding[] {
  const { redactable }: SealedPayload = JSON.parse(row.payload);
  const kept = new Map(row.redactables.map(r => [r.field, r]));
  const fields = new Set([...Object.keys(redactable), ...kept.keys()]);
  return [...fields].flatMap(field => {
    const value = kept.get(field);
    const isRight =
      value !== undefined &&
      value.digest === redactable[field] &&
      (value.value === null
        ? value.salt === null
        : saltedDigest(value.salt ?? '', value.value) === value.digest);
    return isRight
      ? []
      : {
          kind: 'value-edited' as const,
          seq: row.seq,
          message: `The value ${field} of row ${row.seq} isn't what its payload has the digest of`,
        };
  });
}
