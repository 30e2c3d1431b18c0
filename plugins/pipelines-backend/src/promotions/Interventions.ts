import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { Knex } from 'knex';
import type { PromotionContext } from './context';
import { LOCKING_STATES, WAITING_STATES } from './promotionState';
import type { Requester } from './PromotionService';
import type { PromotionRecord } from './records';

/** What people do about a promotion that was asked for: take it back, override a gate, review it afterwards. @internal */
export class Interventions {
  readonly #context: PromotionContext;

  constructor(context: PromotionContext) {
    this.#context = context;
  }

  /**
   * Cancels one that waits. One that runs is asked to stop, and stops at its next step.
   *
   * @throws NotFoundError if there is none; ConflictError if it is over, or being verified
   */
  async cancel(
    id: number,
    reason: string,
    by: Requester,
  ): Promise<PromotionRecord> {
    const { approvals, clock, database, ledger, moves, store } = this.#context;
    const found = await store.find(id, database);
    if (!found) throw new NotFoundError(`There is no promotion ${id}`);
    await database.transaction(async tx => {
      // The request comes before what it is about: voting locks in this order.
      if (found.approvalId !== null) {
        await approvals.requests.lock(found.approvalId, tx);
      }
      const before = await moves.lock(id, tx);
      const at = await clock.now(tx);
      if (!WAITING_STATES.includes(before.state)) {
        return this.#askToStop(before, reason, by, at, tx);
      }
      const { entry } = await moves.prepare(
        before,
        'cancel',
        { at, actor: by.actor, reason },
        tx,
      );
      if (before.approvalId !== null) {
        await approvals.requests.endIfOpen(
          before.approvalId,
          { actor: by.actor, reason },
          tx,
        );
      }
      return ledger.append([entry], tx);
    });
    this.#context.changed([id]);
    return (await store.find(id, database))!;
  }

  async #askToStop(
    before: PromotionRecord,
    reason: string,
    by: Requester,
    at: string,
    tx: Knex.Transaction,
  ): Promise<unknown> {
    const { ledger, store } = this.#context;
    if (!LOCKING_STATES.includes(before.state)) {
      throw new ConflictError(
        before.state === 'Verifying'
          ? `Promotion ${before.id} is deployed: roll it back instead`
          : `Promotion ${before.id} is ${before.state}`,
      );
    }
    await store.update(
      before,
      { abortRequestedBy: by.actor, stateReason: reason, wakeAt: at },
      tx,
    );
    return ledger.append(
      [
        {
          actor: by.actor,
          type: 'promotion.abort-asked',
          subject: `promotion:${before.id}`,
          payload: { state: before.state },
          redactable: { reason },
        },
      ],
      tx,
    );
  }

  /**
   * Overrides a risk gate by name. Its verdict stays what it is.
   *
   * @throws InputError if there is no such gate, or it is one of integrity; ConflictError if the promotion doesn't wait any more
   */
  async override(
    id: number,
    gate: string,
    reason: string,
    by: Requester,
  ): Promise<void> {
    const { clock, database, ledger, moves, store, work } = this.#context;
    await database.transaction(async tx => {
      const promotion = await moves.lock(id, tx);
      if (!WAITING_STATES.includes(promotion.state)) {
        throw new ConflictError(
          `Promotion ${id} is ${promotion.state}: gates are overridden before it starts`,
        );
      }
      const found = (await work.gates(id, tx)).find(each => each.gate === gate);
      if (!found) throw new InputError(`Promotion ${id} has no gate ${gate}`);
      if (found.class === 'integrity' || gate === 'window') {
        throw new InputError(
          gate === 'window'
            ? 'A window is waited for, or the glass is broken: it is not overridden'
            : `${found.title} protects integrity: nobody skips it`,
        );
      }
      const at = await clock.now(tx);
      await work.addOverride(
        {
          promotionId: id,
          gate,
          overriddenBy: by.actor,
          overriddenAt: at,
          reason,
        },
        tx,
      );
      await store.update(promotion, { wakeAt: at }, tx);
      await ledger.append(
        [
          {
            actor: by.actor,
            type: 'promotion.gate-overridden',
            subject: `promotion:${id}`,
            payload: { gate, verdict: found.verdict },
            redactable: { reason },
          },
        ],
        tx,
      );
    });
    this.#context.changed([id]);
  }

  /**
   * A second person reviews what went through without its approvals.
   *
   * @throws NotAllowedError if it is their own; ConflictError if it needs none, or was reviewed
   */
  async review(id: number, text: string, by: Requester): Promise<void> {
    const { clock, database, ledger, moves, store } = this.#context;
    await database.transaction(async tx => {
      const promotion = await moves.lock(id, tx);
      if (promotion.reviewDueAt === null || promotion.reviewedAt !== null) {
        throw new ConflictError(
          promotion.reviewedAt === null
            ? `Promotion ${id} needs no review`
            : `Promotion ${id} was reviewed by ${promotion.reviewedBy}`,
        );
      }
      if (promotion.requestedBy === by.actor) {
        throw new NotAllowedError('Somebody else has to review what you did');
      }
      const at = await clock.now(tx);
      await store.update(
        promotion,
        { reviewedBy: by.actor, reviewedAt: at, review: text },
        tx,
      );
      await ledger.append(
        [
          {
            actor: by.actor,
            type: 'promotion.reviewed',
            subject: `promotion:${id}`,
            payload: { breakGlass: promotion.breakGlass, lane: promotion.lane },
            redactable: { text },
          },
        ],
        tx,
      );
    });
    this.#context.changed([id]);
  }
}
