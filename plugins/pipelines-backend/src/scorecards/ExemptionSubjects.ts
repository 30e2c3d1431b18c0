import { NotAllowedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  exemptionApprovePermission,
  pipelineReadPermission,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import {
  type ApprovalRecord,
  type ApprovalRule,
  type Approvals,
  type Asker,
  type CheckedRules,
  subjectHash,
  type SubjectKind,
} from '../approvals';
import { digestOf } from '../canonical/digest';
import type { FleetService } from '../fleet';
import type { Ledger } from '../ledger';
import { checksOf } from './apiScorecard';
import type { ExemptionRecord, ExemptionStore } from './ExemptionStore';
import type { ScorecardLibrary } from './ScorecardLibrary';

/** Whoever decides on behalf of the portal. */
const ACTOR = 'system:scorecards';

/** What a {@link ExemptionSubjects} needs. @internal */
export type ExemptionSubjectsOptions = {
  database: Knex;
  approvals: Approvals;
  ledger: Ledger['service'];
  store: ExemptionStore;
  library: ScorecardLibrary;
  fleet: Pick<FleetService, 'find'>;
  /** Checks a pipeline again. */
  check: (entityRef: string) => Promise<void>;
  now: () => Date;
};

/**
 * Exemptions as subjects of approvals: who asks for one never decides on it, and it counts from the moment at which it was approved.
 *
 * @internal
 */
export class ExemptionSubjects implements SubjectKind {
  readonly type = 'exemption';
  readonly #options: ExemptionSubjectsOptions;

  constructor(options: ExemptionSubjectsOptions) {
    this.#options = options;
  }

  /**
   * Looks up who could approve; it asks the catalog, so it comes before the transaction.
   *
   * @throws UnprocessableError if nobody could
   */
  async prepare(
    requester: string,
    rules: ApprovalRule[],
  ): Promise<CheckedRules> {
    return this.#options.approvals.requests.check(rules, [
      { person: requester, reason: 'requester' },
    ]);
  }

  /**
   * Asks for the approval of an exemption, in its transaction.
   *
   * @param how - `via`: the plugin that acts for who asks
   */
  async ask(
    exemption: ExemptionRecord,
    how: { checked: CheckedRules; via?: string },
    tx: Knex.Transaction,
  ): Promise<number> {
    const { approvals, store } = this.#options;
    const subject = await this.#subjectOf(exemption);
    const request = await approvals.requests.add(
      {
        type: this.type,
        ref: refOf(exemption.id),
        subject,
        title: `Exempt ${exemption.entityRef} from “${
          subject.checkTitle
        }” until ${exemption.untilAt.slice(0, 10)}`,
        requestedBy: exemption.requestedBy,
        requestedVia: how.via,
        ...approvals.ttl,
      },
      how.checked,
      tx,
    );
    await store.update(exemption.id, { approvalId: request.id }, tx);
    return request.id;
  }

  async isVisible(request: ApprovalRecord, asker: Asker): Promise<boolean> {
    const scope = await asker.scopeOf(pipelineReadPermission);
    if (!scope) return false;
    const entityRef = request.subject.entityRef as string;
    return (await this.#options.fleet.find(entityRef, scope)) !== undefined;
  }

  /** @throws NotAllowedError unless they may vote on exemptions */
  async checkVoter(_: ApprovalRecord, asker: Asker): Promise<void> {
    if (await asker.scopeOf(exemptionApprovePermission)) return;
    throw new NotAllowedError(
      `You need the permission ${exemptionApprovePermission.name}`,
    );
  }

  async recompute(
    request: ApprovalRecord,
    tx: Knex.Transaction,
  ): Promise<JsonObject | undefined> {
    const { now, store } = this.#options;
    const found = await store.find(idOf(request), tx);
    const isOver =
      !found ||
      found.endedAt !== null ||
      found.fromAt !== null ||
      found.untilAt <= now().toISOString();
    return isOver ? undefined : this.#subjectOf(found);
  }

  /** From now on the check needn't be passed. */
  async approved(request: ApprovalRecord): Promise<void> {
    const { approvals, check, database, ledger, store } = this.#options;
    const found = await store.find(idOf(request), database);
    if (!found) return;
    await approvals.consuming.consume(
      {
        id: request.id,
        subjectHash: subjectHash(
          this.type,
          request.subjectRef,
          await this.#subjectOf(found),
        ),
        actor: ACTOR,
      },
      async ({ at, votes }, tx) => {
        await store.update(found.id, { fromAt: at }, tx);
        await ledger.append(
          [
            {
              actor: ACTOR,
              type: 'exemption.granted',
              subject: refOf(found.id),
              payload: {
                scorecard: found.scorecardId,
                check: found.check,
                entityRef: found.entityRef,
                until: found.untilAt,
                requestedBy: found.requestedBy,
                approvedBy: votes
                  .filter(({ kind }) => kind === 'approve')
                  .map(({ voter }) => voter),
                approvalId: request.id,
              },
              redactable: { reason: found.reason },
            },
          ],
          tx,
        );
      },
    );
    await check(found.entityRef);
  }

  /** What was rejected, withdrawn or expired never counts. */
  async ended(
    request: ApprovalRecord,
    how: { actor: string; at: string },
    tx: Knex.Transaction,
  ): Promise<void> {
    const { store } = this.#options;
    const found = await store.find(idOf(request), tx);
    if (!found || found.endedAt !== null) return;
    await store.update(
      found.id,
      { endedAt: how.at, endedBy: how.actor.slice(0, 255) },
      tx,
    );
  }

  /** What is voted on: with what the check asks, so that votes are worth nothing for another check of the same name. */
  async #subjectOf(exemption: ExemptionRecord): Promise<JsonObject> {
    const { library } = this.#options;
    const scorecard = (await library.find(exemption.scorecardId))?.scorecard;
    const found =
      scorecard &&
      checksOf(scorecard).find(({ check }) => check.id === exemption.check);
    return {
      exemptionId: exemption.id,
      scorecard: exemption.scorecardId,
      scorecardTitle: scorecard?.title ?? exemption.scorecardId,
      check: exemption.check,
      checkTitle: found?.check.title ?? exemption.check,
      checkDigest: found ? digestOf(found.check) : null,
      entityRef: exemption.entityRef,
      reason: exemption.reason,
      until: exemption.untilAt,
      requestedBy: exemption.requestedBy,
      requestedAt: exemption.requestedAt,
    };
  }
}

function refOf(exemptionId: number): string {
  return `exemption:${exemptionId}`;
}

function idOf(request: ApprovalRecord): number {
  return Number(request.subjectRef.split(':')[1]);
}
