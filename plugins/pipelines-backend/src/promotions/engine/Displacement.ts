import type { Knex } from 'knex';
import type { LedgerEntry } from '../../ledger';
import { type PromotionContext, ENGINE } from '../context';
import type { PromotionRecord } from '../records';

/** What a promotion does to others of its unit when it is approved, or goes. @internal */
export class Displacement {
  readonly #context: PromotionContext;

  constructor(context: PromotionContext) {
    this.#context = context;
  }

  /** What is being verified or baked there is replaced: nobody will know whether it was good. */
  async preempt(
    promotion: PromotionRecord,
    at: string,
    tx: Knex.Transaction,
  ): Promise<LedgerEntry[]> {
    const { moves, store } = this.#context;
    const entries: LedgerEntry[] = [];
    for (const each of await store.inStates(promotion, ['Verifying'], tx)) {
      const { entry } = await moves.prepare(
        each,
        'supersede',
        {
          at,
          actor: ENGINE,
          reason: `Promotion ${promotion.id} took its place before it was verified`,
          change: {
            supersededBy: promotion.id,
            verificationState: 'inconclusive',
          },
          more: { supersededBy: promotion.id },
        },
        tx,
      );
      entries.push(entry);
    }
    const baking = (await store.inStates(promotion, ['Succeeded'], tx)).filter(
      each => each.bakeState === 'baking',
    );
    for (const each of baking) {
      await store.update(each, { bakeState: null, wakeAt: null }, tx);
    }
    return entries;
  }

  /** The bad release is not promoted any more, and nothing is promoted automatically until a person's newer one has passed. */
  async quarantine(
    promotion: PromotionRecord,
    at: string,
    tx: Knex.Transaction,
  ): Promise<LedgerEntry[]> {
    const { releases, units } = this.#context;
    const { baselineReleaseId, environment, id, unit } = promotion;
    const reason = `Rolled back by promotion ${id}: ${promotion.reason}`;
    const hold = await units.addHold(
      {
        unit,
        environment,
        reason,
        promotionId: id,
        setBy: promotion.requestedBy,
        setAt: at,
      },
      tx,
    );
    const entries: LedgerEntry[] = [
      {
        actor: promotion.requestedBy,
        type: 'hold.set',
        subject: `hold:${hold.id}`,
        payload: { unit, environment, promotionId: id },
      },
    ];
    const bad =
      baselineReleaseId === null
        ? undefined
        : await releases.find(baselineReleaseId, tx);
    if (!bad) return entries;
    for (const release of await releases.ofUnit(unit, 200, tx)) {
      const isIn =
        release.id === bad.id ||
        (release.sequence > bad.sequence &&
          !(await releases.mends(release, bad, tx)));
      if (!isIn) continue;
      await units.addQuarantine(
        {
          releaseId: release.id,
          unit,
          environment,
          reason:
            release.id === bad.id
              ? reason
              : `It contains the commits of release ${
                  bad.label ?? bad.sequence
                }, which was rolled back`,
          promotionId: id,
          setBy: promotion.requestedBy,
          setAt: at,
        },
        tx,
      );
      entries.push({
        actor: promotion.requestedBy,
        type: 'release.quarantined',
        subject: `release:${release.id}`,
        payload: { unit, environment, promotionId: id },
      });
    }
    return entries;
  }

  /** A newer promotion that was approved takes the place of an older one that waits. */
  async supersede(
    older: PromotionRecord,
    newer: PromotionRecord,
  ): Promise<void> {
    const { approvals, clock, database, ledger, moves } = this.#context;
    const reason = `Promotion ${newer.id}, which is newer, was approved`;
    await database.transaction(async tx => {
      if (older.approvalId !== null) {
        await approvals.requests.lock(older.approvalId, tx);
      }
      const before = await moves.lock(older.id, tx);
      if (!['AwaitingApproval', 'Scheduled', 'Queued'].includes(before.state)) {
        return;
      }
      const { entry } = await moves.prepare(
        before,
        'supersede',
        {
          at: await clock.now(tx),
          actor: ENGINE,
          reason,
          change: { supersededBy: newer.id },
          more: { supersededBy: newer.id },
        },
        tx,
      );
      if (older.approvalId !== null) {
        await approvals.requests.endIfOpen(
          older.approvalId,
          { actor: ENGINE, reason },
          tx,
        );
      }
      await ledger.append([entry], tx);
    });
    this.#context.changed([older.id]);
  }
}
