import {
  promotionApprovePermission,
  promotionReadPermission,
} from '@sluice/plugin-pipelines-common';
import { NotAllowedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import type { ApprovalRecord, Asker, SubjectKind } from '../approvals';
import { canonicalJson, sha256 } from '../canonical/digest';
import type { PromotionContext } from './context';
import type { PromotionEvent } from './promotionState';
import { isOver } from './promotionState';
import { promotionSubject } from './subject';

/** How the end of a request ends its promotion. */
const ENDINGS: Partial<Record<ApprovalRecord['state'], PromotionEvent>> = {
  Rejected: 'reject',
  Withdrawn: 'cancel',
  Expired: 'expire',
  Invalidated: 'invalidate',
};

/** Promotions as subjects of approvals: what is recomputed at each vote and again before dispatch. See invariant 1. @internal */
export class PromotionSubjects implements SubjectKind {
  readonly type = 'promotion';
  readonly #context: PromotionContext;

  constructor(context: PromotionContext) {
    this.#context = context;
  }

  async isVisible(request: ApprovalRecord, asker: Asker): Promise<boolean> {
    const scope = await asker.scopeOf(promotionReadPermission);
    if (!scope) return false;
    const promotion = await this.#context.store.find(
      idOf(request),
      this.#context.database,
    );
    return (
      promotion !== undefined &&
      (!scope.units || scope.units.includes(promotion.unit))
    );
  }

  async checkVoter(_request: ApprovalRecord, asker: Asker): Promise<void> {
    if (await asker.scopeOf(promotionApprovePermission)) return;
    throw new NotAllowedError('You may not vote on promotions');
  }

  async recompute(
    request: ApprovalRecord,
    tx: Knex.Transaction,
  ): Promise<JsonObject | undefined> {
    const { policies, releases, store, units, work } = this.#context;
    const promotion = await store.find(idOf(request), tx);
    if (!promotion || isOver(promotion.state)) return undefined;
    const release = await releases.find(promotion.releaseId, tx);
    if (!release || release.state !== 'Sealed') return undefined;
    const { environment, kind, lane, unit } = promotion;
    const row = await units.find({ unit, environment }, tx);
    const rested = new Set((request.subject.evidence ?? []) as string[]);
    const evidence = (await releases.evidence(release.id, tx)).filter(
      each => each.verdict === 'pass' && rested.has(each.fileDigest),
    );
    return promotionSubject({
      // Of what is stored now, not of what the row says it is.
      releaseDigest: sha256(canonicalJson(release.content)),
      config: promotion.config,
      unit,
      environment,
      baseline: row?.runningVersion ?? null,
      deployer: promotion.deployerId,
      steps: (await work.steps(promotion.id, tx)).map(
        ({ name, timeoutSeconds, title }) => ({ name, title, timeoutSeconds }),
      ),
      migrations: release.content.migrations,
      rollbackClass: promotion.rollbackClass,
      evidence: evidence.map(each => each.fileDigest),
      policyVersion: await policies.version(tx),
      kind,
      lane,
    }).subject;
  }

  async approved(request: ApprovalRecord): Promise<void> {
    const { clock, database } = this.#context;
    const id = idOf(request);
    const at = await clock.now(database);
    // Not a transition, so it needs no version: it only makes the engine look at once.
    await database('promotions')
      .where({ id, state: 'AwaitingApproval' })
      .update({ wake_at: at });
    this.#context.changed([id]);
  }

  async ended(
    request: ApprovalRecord,
    how: { actor: string; at: string },
    tx: Knex.Transaction,
  ): Promise<void> {
    const { moves } = this.#context;
    const event = ENDINGS[request.state];
    const promotion = await moves.lock(idOf(request), tx);
    // Whoever cancelled or superseded it has moved it already.
    if (!event || isOver(promotion.state)) return;
    await moves.make(
      promotion,
      // One that was approved and is rejected later was approved on wrong grounds.
      event === 'reject' && promotion.state !== 'AwaitingApproval'
        ? 'invalidate'
        : event,
      { ...how, reason: request.closedReason ?? undefined },
      tx,
    );
    this.#context.changed([promotion.id]);
  }
}

function idOf(request: ApprovalRecord): number {
  return Number(request.subjectRef.split(':')[1]);
}
