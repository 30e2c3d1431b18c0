import { ConflictError, InputError } from '@backstage/errors';
import type { JsonValue } from '@backstage/types';
import type { Knex } from 'knex';
import { digestOf } from '../canonical/digest';

/** Who sent what under which key. @internal */
export type KeyedCall = {
  /** Entity ref of a person, or `service:…`. */
  caller: string;
  /** The header `Idempotency-Key`; without one, each request is a new one. */
  key: string | undefined;
  /** What is asked for, for example `vote`. */
  operation: string;
  /** All that makes it this request and no other. */
  request: JsonValue;
  /** ISO 8601 in UTC. */
  at: string;
};

/**
 * Does the work of a request once, however often it is sent: a key belongs to its caller, and to what was asked with it.
 *
 * @internal
 */
export class IdempotencyStore {
  /**
   * The result that a key has already, for what is dear to prepare: whoever asks again gets it whatever has changed since. What isn't done
   * yet still has to go through {@link once}, for the same request may be under way.
   *
   * @throws ConflictError if the caller used the key for another request
   */
  async find<T extends JsonValue>(
    call: Omit<KeyedCall, 'at'>,
    db: Knex,
  ): Promise<T | undefined> {
    const { caller, key } = call;
    if (key === undefined) return undefined;
    checkKey(key);
    const row = await db('idempotency_keys')
      .where({ caller, client_key: key })
      .first();
    return row && resultOf<T>(row, call);
  }

  /**
   * Runs `work` and keeps its result, or gives the result that the key has already. If `work` throws, nothing is kept, so that the
   * request can be sent again. Another request with the same key that is under way at the same time waits for this transaction.
   *
   * @throws ConflictError if the caller used the key for another request
   */
  async once<T extends JsonValue>(
    call: KeyedCall,
    tx: Knex.Transaction,
    work: () => Promise<T>,
  ): Promise<T> {
    const { at, caller, key, operation, request } = call;
    if (key === undefined) return work();
    checkKey(key);
    const where = { caller, client_key: key };
    const added = await tx('idempotency_keys')
      .insert({
        ...where,
        operation,
        request_hash: digestOf({ operation, request }),
        created_at: at,
      })
      .onConflict(['caller', 'client_key'])
      .ignore()
      .returning('client_key');
    if (added.length === 0) {
      const row = await tx('idempotency_keys').where(where).first();
      return resultOf<T>(row, call)!;
    }
    const result = await work();
    await tx('idempotency_keys')
      .where(where)
      .update({ result: JSON.stringify(result) });
    return result;
  }
}

/** @throws InputError if it can't be one */
function checkKey(key: string): void {
  if (key.length > 0 && key.length <= 255 && !key.includes('\0')) return;
  throw new InputError('An Idempotency-Key has 1 to 255 characters');
}

/** What came of the request of a row, if it is this one; undefined while it is under way. */
function resultOf<T extends JsonValue>(
  row: { request_hash: string; result: string | null },
  call: Omit<KeyedCall, 'at'>,
): T | undefined {
  const { key, operation, request } = call;
  if (row.request_hash !== digestOf({ operation, request })) {
    throw new ConflictError(
      `The Idempotency-Key ${key} was used for another request: take a new one`,
    );
  }
  return row.result === null ? undefined : JSON.parse(row.result);
}
