import { ConflictError } from '@backstage/errors';
import type { GateResult } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { subjectHash } from '../../approvals';
import { digestOf } from '../../canonical/digest';
import { errorText } from '../../observations';
import { type PromotionContext, ENGINE } from '../context';
import { stoppersOf } from '../gates/verdicts';
import type { Recheck } from '../plan/Recheck';
import { LOCKING_STATES } from '../promotionState';
import type { PromotionRecord } from '../records';
import { Displacement } from './Displacement';
import type { Lease, Next } from './lease';
import { pollOf, type EngineTimes } from './times';

/** The target is being changed by another promotion. */
class LockTaken extends Error {}

/**
 * Lets approved promotions go: at their time, in their window, one at a time, and only as exactly what was approved.
 *
 * @internal
 */
export class Dispatcher {
  readonly #context: PromotionContext;
  readonly #recheck: Recheck;
  readonly #times: EngineTimes;
  readonly #displacement: Displacement;

  constructor(
    context: PromotionContext,
    options: { recheck: Recheck; times: EngineTimes },
  ) {
    this.#context = context;
    this.#recheck = options.recheck;
    this.#times = options.times;
    this.#displacement = new Displacement(context);
  }

  /** Looks whether people have agreed: whoever was told of it may have crashed before it said so. */
  async awaitApproval(promotion: PromotionRecord): Promise<Next> {
    const { approvals, clock, database, moves } = this.#context;
    const id = promotion.approvalId!;
    const isApproved = await database.transaction(async tx => {
      const request = await approvals.requests.lock(id, tx);
      if (request.state !== 'Approved') return false;
      const before = await moves.lock(promotion.id, tx);
      if (before.state !== 'AwaitingApproval') return false;
      await moves.make(
        before,
        'approve',
        {
          at: await clock.now(tx),
          actor: ENGINE,
          more: { approvalId: id },
        },
        tx,
      );
      return true;
    });
    if (!isApproved) return pollOf(this.#times);
    return { at: 'once' };
  }

  /** Waits for its start and its window. */
  async schedule(promotion: PromotionRecord): Promise<Next> {
    // At each look, not once when it was approved: whoever approved it may have died before this.
    if (promotion.approvalId !== null) await this.#displaceOlder(promotion);
    const { clock, database, moves, policies, store } = this.#context;
    const at = await clock.now(database);
    if (promotion.expiresAt !== null && at >= promotion.expiresAt) {
      await database.transaction(async tx => {
        const before = await moves.lock(promotion.id, tx);
        await moves.make(
          before,
          'expire',
          {
            at,
            actor: ENGINE,
            reason: `It could not start until ${promotion.expiresAt}`,
          },
          tx,
        );
      });
      return { at: 'never' };
    }
    if (promotion.startAt !== null && at < promotion.startAt) {
      return this.#until(promotion.startAt, at);
    }
    if (!promotion.breakGlass && promotion.kind !== 'rollback') {
      const standing = await policies.windowAt(
        await this.#recheck.question(promotion),
        at,
        database,
      );
      if (standing.state !== 'open') {
        if (promotion.stateReason !== standing.reason) {
          await store.update(
            promotion,
            { stateReason: standing.reason },
            database,
          );
        }
        return this.#until(standing.opensAt, at);
      }
    }
    await database.transaction(async tx => {
      const before = await moves.lock(promotion.id, tx);
      await moves.make(before, 'queue', { at, actor: ENGINE }, tx);
    });
    return { at: 'once' };
  }

  /** Older ones that wait are replaced by a newer one that people agreed to. */
  async #displaceOlder(promotion: PromotionRecord): Promise<void> {
    const { database, store } = this.#context;
    const waiting = await store.inStates(
      promotion,
      ['AwaitingApproval', 'Scheduled', 'Queued'],
      database,
    );
    for (const each of waiting) {
      if (each.id < promotion.id) {
        await this.#displacement.supersede(each, promotion);
      }
    }
  }

  /** Checks everything once more, and lets it go. */
  async dispatch(promotion: PromotionRecord, lease: Lease): Promise<Next> {
    const { database, work } = this.#context;
    if (await this.#isTaken(promotion, database)) return pollOf(this.#times);
    let now: Awaited<ReturnType<Recheck['now']>>;
    try {
      now = await this.#recheck.now(promotion);
    } catch (error) {
      if (promotion.kind !== 'rollback') {
        return this.#waits(
          promotion,
          `It can't be checked: ${errorText(error)}`,
        );
      }
      // Going back has to be possible while half of everything is down: the steps that were approved are what is done.
      now = { gates: [], subject: promotion.subject };
    }
    await work.addGates(promotion.id, now.gates, database);
    const stoppers = await this.#stoppers(promotion, now.gates);
    const certain = stoppers.filter(
      each => each.class === 'integrity' && each.verdict === 'fail',
    );
    const said = (all: GateResult[]) =>
      all.map(each => `${each.title}: ${each.summary}`).join('; ');
    if (certain.length > 0) {
      return this.#invalidate(promotion, said(certain));
    }
    if (stoppers.length > 0) return this.#waits(promotion, said(stoppers));
    try {
      await this.#letGo(promotion, now.subject, lease);
    } catch (error) {
      if (error instanceof LockTaken) return pollOf(this.#times);
      if (error instanceof ConflictError) {
        // The request ended instead of being used, and took the promotion with it; or the row changed.
        return { at: 'once' };
      }
      throw error;
    }
    return { at: 'once' };
  }

  async #letGo(
    promotion: PromotionRecord,
    subject: PromotionRecord['subject'],
    lease: Lease,
  ): Promise<void> {
    const { approvals, database } = this.#context;
    if (promotion.approvalId === null) {
      await database.transaction(tx => this.#go(promotion, subject, lease, tx));
      return;
    }
    await approvals.consuming.consume(
      {
        id: promotion.approvalId,
        subjectHash: subjectHash(
          'promotion',
          `promotion:${promotion.id}`,
          subject,
        ),
        actor: ENGINE,
      },
      (_, tx) => this.#go(promotion, subject, lease, tx),
    );
  }

  /** Takes the lock and says that it runs, in the transaction that uses the approval. */
  async #go(
    promotion: PromotionRecord,
    subject: PromotionRecord['subject'],
    lease: Lease,
    tx: Knex.Transaction,
  ): Promise<void> {
    const { clock, moves, units } = this.#context;
    const { environment, unit } = promotion;
    const before = await moves.lock(promotion.id, tx);
    if (before.leaseOwner !== lease.owner) {
      throw new ConflictError('Another worker has taken over');
    }
    const row = await units.lock({ unit, environment }, tx);
    if (await this.#isTaken(promotion, tx)) throw new LockTaken();
    const at = await clock.now(tx);
    if (
      promotion.approvalId === null &&
      (row.runningVersion !== promotion.baselineVersion ||
        digestOf(subject) !== promotion.subjectHash)
    ) {
      await moves.make(
        before,
        'invalidate',
        {
          at,
          actor: ENGINE,
          reason:
            row.runningVersion === promotion.baselineVersion
              ? 'What would be done is not what was asked for'
              : `What runs in ${environment} changed since it was asked for`,
        },
        tx,
      );
      return;
    }
    const fencingToken = row.fencingToken + 1;
    await units.update(row, { fencingToken }, tx);
    const others = [
      ...(await this.#displacement.preempt(promotion, at, tx)),
      ...(promotion.kind === 'rollback'
        ? await this.#displacement.quarantine(promotion, at, tx)
        : []),
    ];
    await moves.make(
      before,
      'dispatch',
      {
        at,
        actor: ENGINE,
        change: {
          startedAt: at,
          // The worker takes a lease, and a token, anew for what touches the target.
          fencingToken,
          leaseOwner: null,
          leaseUntil: null,
        },
        more: {
          fencingToken,
          breakGlass: promotion.breakGlass,
          baseline: promotion.baselineVersion,
        },
      },
      tx,
      others,
    );
  }

  async #stoppers(
    promotion: PromotionRecord,
    now: GateResult[],
  ): Promise<GateResult[]> {
    const { database, work } = this.#context;
    const overridden = new Set(
      (await work.overrides(promotion.id, database)).map(each => each.gate),
    );
    const shown = (await work.gates(promotion.id, database)).filter(
      each => each.phase === 'request',
    );
    const stoppers = stoppersOf(now, shown, overridden);
    // Going back is stopped by what is certainly wrong, and by nothing that can't be read.
    if (promotion.kind === 'rollback') {
      return stoppers.filter(
        each => each.class === 'integrity' && each.verdict === 'fail',
      );
    }
    return promotion.breakGlass
      ? stoppers.filter(each => each.class === 'integrity')
      : stoppers;
  }

  async #isTaken(promotion: PromotionRecord, db: Knex): Promise<boolean> {
    const holders = await this.#context.store.inStates(
      promotion,
      LOCKING_STATES,
      db,
    );
    return holders.some(each => each.id !== promotion.id);
  }

  /** It goes back to waiting, with the reason; it is looked at again until its approval expires. */
  async #waits(promotion: PromotionRecord, reason: string): Promise<Next> {
    const { clock, database, moves } = this.#context;
    await database.transaction(async tx => {
      const before = await moves.lock(promotion.id, tx);
      await moves.make(
        before,
        'wait',
        {
          at: await clock.now(tx),
          actor: ENGINE,
          reason,
          // Nothing more is to be done at once, unless somebody woke it meanwhile.
          change: { wakeAt: before.wakeAt },
        },
        tx,
      );
    });
    return pollOf(this.#times);
  }

  async #invalidate(promotion: PromotionRecord, reason: string): Promise<Next> {
    const { approvals, clock, database, moves } = this.#context;
    await database.transaction(async tx => {
      if (promotion.approvalId !== null) {
        // Its end takes the promotion with it.
        await approvals.requests.endIfOpen(
          promotion.approvalId,
          { actor: ENGINE, reason },
          tx,
        );
        return;
      }
      const before = await moves.lock(promotion.id, tx);
      await moves.make(
        before,
        'invalidate',
        { at: await clock.now(tx), actor: ENGINE, reason },
        tx,
      );
    });
    return { at: 'never' };
  }

  #until(time: string | undefined, at: string): Next {
    const { pollSeconds } = this.#times;
    const seconds =
      time === undefined
        ? pollSeconds
        : (Date.parse(time) - Date.parse(at)) / 1000;
    return { inSeconds: Math.min(Math.max(seconds, 0), pollSeconds) };
  }
}
