import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import type { LedgerService } from '../ledger';
import { isOver, nextState, type OperationEvent } from './operationState';
import type { OperationStore } from './OperationStore';
import type { OperationRecord } from './records';

/** How the ledger calls what happened. */
const LEDGER_TYPES: Record<OperationEvent, string> = {
  dispatch: 'operation.dispatched',
  succeed: 'operation.succeeded',
  fail: 'operation.failed',
  lose: 'operation.indeterminate',
  reject: 'operation.rejected',
  withdraw: 'operation.withdrawn',
  expire: 'operation.expired',
  invalidate: 'operation.invalidated',
};

/** Moves operations from state to state, by the transition table and nothing else, each with its row in the ledger. @internal */
export class OperationMoves {
  readonly #store: OperationStore;
  readonly #ledger: LedgerService;

  constructor(options: { store: OperationStore; ledger: LedgerService }) {
    this.#store = options.store;
    this.#ledger = options.ledger;
  }

  /** @throws ConflictError if it can't happen in this state, or somebody else was faster */
  async make(
    before: OperationRecord,
    event: OperationEvent,
    how: {
      at: string;
      actor: string;
      reason?: string;
      change?: Partial<OperationRecord>;
    },
    tx: Knex.Transaction,
  ): Promise<OperationRecord> {
    const { actor, at, change, reason } = how;
    const state = nextState(before.state, event);
    const after = await this.#store.update(
      before,
      {
        state,
        stateReason: reason ?? null,
        ...(isOver(state)
          ? {
              endedAt: at,
              openTarget: null,
              wakeAt: null,
              leaseOwner: null,
              leaseUntil: null,
            }
          : { startedAt: at, wakeAt: at }),
        ...change,
      },
      tx,
    );
    await this.#ledger.append(
      [
        {
          actor,
          type: LEDGER_TYPES[event],
          subject: `operation:${before.id}`,
          payload: {
            kind: before.kind,
            sourceId: before.sourceId,
            environment: before.environment,
            from: before.state,
            to: state,
            version: after.version,
            attempts: after.attempts,
            progress: after.progress as JsonObject | null,
          },
          redactable: reason ? { reason } : undefined,
        },
      ],
      tx,
    );
    return after;
  }
}
