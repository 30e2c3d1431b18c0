import { NotFoundError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import type { LedgerEntry, LedgerService } from '../ledger';
import {
  isOver,
  LOCKING_STATES,
  nextState,
  type PromotionEvent,
} from './promotionState';
import type { PromotionStore } from './PromotionStore';
import type { PromotionRecord } from './records';

/** How the ledger calls what happened. */
const LEDGER_TYPES: Record<PromotionEvent, string> = {
  gate: 'promotion.gating',
  ask: 'promotion.approval-asked',
  preapprove: 'promotion.preapproved',
  approve: 'promotion.approved',
  queue: 'promotion.queued',
  wait: 'promotion.waits',
  dispatch: 'promotion.dispatched',
  deployed: 'promotion.deployed',
  succeed: 'promotion.succeeded',
  fail: 'promotion.failed',
  abort: 'promotion.aborted',
  lose: 'promotion.indeterminate',
  reconcile: 'promotion.reconciling',
  resume: 'promotion.resumed',
  reject: 'promotion.rejected',
  expire: 'promotion.expired',
  invalidate: 'promotion.invalidated',
  supersede: 'promotion.superseded',
  cancel: 'promotion.cancelled',
};

/** How one transition is made. @internal */
export type Move = {
  at: string;
  actor: string;
  /** Shown and kept; plain text. */
  reason?: string;
  /** What else changes in the row. */
  change?: Partial<PromotionRecord>;
  /** Added to the row of the ledger. */
  more?: JsonObject;
};

/** Moves promotions from state to state, by the transition table and nothing else, each with its row in the ledger. @internal */
export class Moves {
  readonly #store: PromotionStore;
  readonly #ledger: LedgerService;

  constructor(options: { store: PromotionStore; ledger: LedgerService }) {
    this.#store = options.store;
    this.#ledger = options.ledger;
  }

  /** @throws NotFoundError if there is no such promotion */
  async lock(id: number, tx: Knex.Transaction): Promise<PromotionRecord> {
    const promotion = await this.#store.lock(id, tx);
    if (!promotion) throw new NotFoundError(`There is no promotion ${id}`);
    return promotion;
  }

  /**
   * Makes one transition. Append what it returns to the ledger at the end of the transaction, or call {@link make}, which does.
   *
   * @throws ConflictError if it can't happen in this state, or somebody else was faster
   */
  async prepare(
    before: PromotionRecord,
    event: PromotionEvent,
    move: Move,
    tx: Knex.Transaction,
  ): Promise<{ promotion: PromotionRecord; entry: LedgerEntry }> {
    const { actor, at, change, more, reason } = move;
    const state = nextState(before.state, event);
    const promotion = await this.#store.update(
      before,
      {
        state,
        stateReason: reason ?? null,
        attempts: 0,
        holdsLock: LOCKING_STATES.includes(state),
        ...(isOver(state)
          ? { endedAt: at, wakeAt: null, leaseOwner: null, leaseUntil: null }
          : { wakeAt: at }),
        ...change,
      },
      tx,
    );
    return {
      promotion,
      entry: {
        actor,
        type: LEDGER_TYPES[event],
        subject: `promotion:${before.id}`,
        payload: {
          unit: before.unit,
          environment: before.environment,
          kind: before.kind,
          releaseId: before.releaseId,
          subjectHash: before.subjectHash,
          from: before.state,
          to: state,
          version: promotion.version,
          ...more,
        },
        redactable: reason ? { reason } : undefined,
      },
    };
  }

  /** As {@link prepare}, with its row and others at the end of the ledger. */
  async make(
    before: PromotionRecord,
    event: PromotionEvent,
    move: Move,
    tx: Knex.Transaction,
    others: LedgerEntry[] = [],
  ): Promise<PromotionRecord> {
    const { entry, promotion } = await this.prepare(before, event, move, tx);
    await this.#ledger.append([entry, ...others], tx);
    return promotion;
  }
}
