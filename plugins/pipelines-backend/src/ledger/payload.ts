import { randomBytes } from 'node:crypto';
import type { JsonObject, JsonValue } from '@backstage/types';
import { canonicalJson, sha256 } from '../canonical/digest';

/** A value that can be taken out later. @internal */
export type Redactable = {
  field: string;
  digest: string;
  /** 64 hex digits; null once redacted. */
  salt: string | null;
  /** Canonical JSON; null once redacted. */
  value: string | null;
};

/** What a row's payload digest is over. @internal */
export type SealedPayload = {
  fields: JsonObject;
  /** Digests of values that stand apart. */
  redactable: Record<string, string>;
};

/**
 * Splits a payload: what has to stay is hashed as it is, what may have to be taken out one day (reasons, comments, names) only by a
 * digest with a random salt. Without the salt nobody can try guesses against the digest that stays.
 *
 * @param redactable - the fields that may have to be taken out
 * @returns the canonical JSON to hash and keep, and the values to keep apart
 * @internal
 */
export function sealPayload(
  payload: JsonObject,
  redactable: JsonObject = {},
  newSalt: () => string = () => randomBytes(32).toString('hex'),
): { text: string; digest: string; redactables: Redactable[] } {
  const redactables = Object.entries(redactable)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => {
      const salt = newSalt();
      const text = canonicalJson(value as JsonValue);
      return { field, salt, value: text, digest: saltedDigest(salt, text) };
    });
  const sealed: SealedPayload = {
    fields: payload,
    redactable: Object.fromEntries(redactables.map(r => [r.field, r.digest])),
  };
  const text = canonicalJson(sealed);
  return { text, digest: sha256(text), redactables };
}

/** `sha256(salt ‖ JCS(value))`, the salt as hex digits. @internal */
export function saltedDigest(salt: string, value: string): string {
  return sha256(salt + value);
}
