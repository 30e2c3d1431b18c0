import { canonicalJson, sha256 } from '../canonical/digest';

/** What the chain is over. A row's payload is covered by its digest. @internal */
export type LedgerHeader = {
  /** 1 for the first row, without a gap. */
  seq: number;
  /** ISO 8601 in UTC. */
  at: string;
  /** Entity ref of a person, `service:…`, or `system:…` for what nobody asked for. */
  actor: string;
  /** What happened, for example `approval.approved`. */
  type: string;
  /** What it happened to, for example `approval:12`. */
  subject: string;
  /** SHA-256 of the payload, see {@link sealPayload}. */
  payloadDigest: string;
};

/** The last row so far; `seq` 0 in an empty ledger. @internal */
export type LedgerHead = { seq: number; hash: string; at: string };

/** The hash before the first row. @internal */
export const GENESIS_HASH = '0'.repeat(64);

/**
 * The hash of a row: `sha256(prev ‖ JCS(header))`.
 *
 * `prev` goes in as the 64 hex digits that it is written with, so that an auditor can repeat it in a shell:
 * `printf '%s%s' "$prev" "$header" | sha256sum`.
 *
 * @internal
 */
export function hashOf(prev: string, header: LedgerHeader): string {
  const { actor, at, payloadDigest, seq, subject, type } = header;
  return sha256(
    prev + canonicalJson({ actor, at, payloadDigest, seq, subject, type }),
  );
}
