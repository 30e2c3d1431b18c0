import type { Knex } from 'knex';

/**
 * Does something once a transaction has committed, and never if it was rolled back.
 *
 * Nobody waits for it, so it has to handle its own errors.
 *
 * @param tx - the transaction that is under way
 * @param effect - what to do; it is outside of the transaction
 * @internal
 */
export function afterCommit(
  tx: Knex.Transaction,
  effect: () => Promise<void>,
): void {
  tx.executionPromise.then(effect, () => {});
}
