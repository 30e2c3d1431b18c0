import { NotAllowedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  pipelineReadPermission,
  sloDecidePermission,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import {
  type ApprovalRecord,
  type ApprovalRule,
  type Approvals,
  type Asker,
  subjectHash,
  type SubjectKind,
} from '../approvals';
import type { FleetScope } from '../fleet';
import type { Ledger } from '../ledger';
import type { Decider } from './DecisionService';
import type { DecisionStore } from './DecisionStore';
import type { SloQueries } from './SloQueries';
import type { SloDecision } from './sloRecords';

/** Anybody who may decide on the SLO, but for whoever proposed it. */
const RULES: ApprovalRule[] = [
  { name: 'second person', minApprovals: 1, from: 'anyone' },
];

/**
 * Who loosened a promise stands in the history of the entity's file, which the portal doesn't know, and may be the first to confirm it: of
 * two people one is another one.
 */
const LOOSENING_RULES: ApprovalRule[] = [
  { name: 'two people', minApprovals: 2, from: 'anyone' },
];

/** What a {@link DecisionApprovals} needs. @internal */
export type DecisionApprovalsOptions = {
  database: Knex;
  approvals: Approvals;
  ledger: Ledger['service'];
  decisions: DecisionStore;
  queries: SloQueries;
  /** Judges an SLO again from a time on. */
  reevaluate: (sloId: number, from: string) => Promise<void>;
};

/**
 * Decisions on SLOs as subjects of approvals, of the type `slo-change`: what is proposed is asked for, and what was approved is done.
 *
 * @internal
 */
export class DecisionApprovals implements SubjectKind {
  readonly type = 'slo-change';
  readonly #options: DecisionApprovalsOptions;

  constructor(options: DecisionApprovalsOptions) {
    this.#options = options;
  }

  /**
   * Looks up who could approve, before the transaction.
   *
   * @returns asks for the approval of a decision, in its transaction
   */
  async prepare(
    proposer: string,
  ): Promise<
    (decision: SloDecision, tx: Knex.Transaction) => Promise<SloDecision>
  > {
    return this.#prepare(proposer, RULES);
  }

  /** As {@link prepare}, for what nobody proposed: a promise was found to be looser. @param reader - what found it */
  async prepareLoosening(
    reader: string,
  ): Promise<
    (decision: SloDecision, tx: Knex.Transaction) => Promise<SloDecision>
  > {
    return this.#prepare(reader, LOOSENING_RULES);
  }

  async #prepare(proposer: string, rules: ApprovalRule[]) {
    const { approvals, decisions } = this.#options;
    const checked = await approvals.requests.check(rules, [
      { person: proposer, reason: 'requester' },
    ]);
    return async (decision: SloDecision, tx: Knex.Transaction) => {
      const found = (await decisions.withSlo(decision.id, tx))!;
      const request = await approvals.requests.add(
        {
          type: this.type,
          ref: refOf(decision.id),
          subject: subjectOf(found),
          title: titleOf(found),
          requestedBy: proposer,
          ...approvals.ttl,
        },
        checked,
        tx,
      );
      await decisions.setApproval(decision.id, request.id, tx);
      return { ...decision, approvalId: request.id };
    };
  }

  /** Asks for the approval of what an older version of this plugin has left open. */
  async takeOver(): Promise<void> {
    const { database, decisions } = this.#options;
    for (const id of await decisions.withoutApproval()) {
      const found = await decisions.withSlo(id, database);
      if (found) await this.#ask(found.decision);
    }
  }

  /** Votes for a decision; with the last vote that it takes, it is done. */
  async approve(decision: SloDecision, decider: Decider): Promise<void> {
    const { approvals } = this.#options;
    const approvalId = decision.approvalId ?? (await this.#ask(decision));
    const asker: Asker = {
      person: decider.person,
      scopeOf: async () => decider.scope,
    };
    const request = await approvals.inbox.visible(approvalId, asker);
    if (request.state === 'Approved') {
      // Voted for, and what follows failed: it is tried again.
      await this.approved(request);
      return;
    }
    await approvals.voting.vote(
      {
        requestId: approvalId,
        kind: 'approve',
        subjectHash: request.subjectHash,
        shownDigest: request.snapshotDigest,
      },
      { ...asker, authenticatedAt: decider.authenticatedAt ?? null },
    );
  }

  /**
   * Ends the request for a decision that is being withdrawn, if it is open.
   *
   * @returns whether that withdrew the decision
   */
  async withdraw(
    decision: SloDecision,
    person: string,
    tx: Knex.Transaction,
  ): Promise<boolean> {
    const { approvals, ledger } = this.#options;
    const isEnded =
      decision.approvalId !== null &&
      (await approvals.requests.endIfOpen(
        decision.approvalId,
        { actor: person, reason: `${person} withdrew what was proposed` },
        tx,
      ));
    await ledger.append(
      [
        {
          actor: person,
          type: 'slo-decision.withdrawn',
          subject: refOf(decision.id),
          payload: { wasOpen: isEnded },
        },
      ],
      tx,
    );
    return isEnded;
  }

  async isVisible(request: ApprovalRecord, asker: Asker): Promise<boolean> {
    const scope = await asker.scopeOf(pipelineReadPermission);
    return (
      scope !== undefined &&
      (await this.#options.queries.find(sloOf(request), scope)) !== undefined
    );
  }

  /** @throws NotAllowedError unless they may decide on every pipeline that the SLO is about */
  async checkVoter(request: ApprovalRecord, asker: Asker): Promise<void> {
    const scope = await asker.scopeOf(sloDecidePermission);
    if (!scope) {
      throw new NotAllowedError(
        `You need the permission ${sloDecidePermission.name}`,
      );
    }
    await requireAll(this.#options.queries, sloOf(request), scope);
  }

  async recompute(
    request: ApprovalRecord,
    tx: Knex.Transaction,
  ): Promise<JsonObject | undefined> {
    const found = await this.#options.decisions.withSlo(idOf(request), tx);
    if (!found || found.decision.withdrawnAt || found.decision.confirmedAt) {
      return undefined;
    }
    return subjectOf(found);
  }

  /** Takes the period out, and has it judged again. */
  async approved(request: ApprovalRecord): Promise<void> {
    const { approvals, database, decisions, reevaluate } = this.#options;
    const found = await decisions.withSlo(idOf(request), database);
    if (!found) return;
    const { decision } = found;
    await approvals.consuming.consume(
      {
        id: request.id,
        subjectHash: subjectHash(
          this.type,
          refOf(decision.id),
          subjectOf(found),
        ),
        actor: 'system:slo',
      },
      async ({ at, votes }, tx) => {
        const last = votes.filter(v => v.kind === 'approve').at(-1)!;
        await decisions.confirm(decision.id, last.voter, at, tx);
      },
    );
    await reevaluate(decision.sloId, decision.fromAt);
  }

  /** What was rejected or expired isn't proposed any more. */
  async ended(
    request: ApprovalRecord,
    how: { actor: string; at: string },
    tx: Knex.Transaction,
  ): Promise<void> {
    await this.#options.decisions.withdraw(
      idOf(request),
      how.actor,
      how.at,
      tx,
    );
  }

  async #ask(decision: SloDecision): Promise<number> {
    const ask = await this.#prepare(
      decision.decidedBy,
      decision.kind === 'loosened-target' ? LOOSENING_RULES : RULES,
    );
    const asked = await this.#options.database.transaction(tx =>
      ask(decision, tx),
    );
    return asked.approvalId!;
  }
}

/**
 * What is decided for a domain is decided for each of its pipelines.
 *
 * @throws NotAllowedError if the scope leaves one out
 * @internal
 */
export async function requireAll(
  queries: SloQueries,
  sloId: number,
  scope: FleetScope,
): Promise<void> {
  const slo = await queries.find(sloId, scope);
  const own = await queries.visibleMembers(sloId, scope);
  if (!slo || own.length < slo.pipelines) {
    throw new NotAllowedError(
      `You may decide on ${own.length} of the ${
        slo?.pipelines ?? 'many'
      } pipelines that this SLO is about; it takes all of them`,
    );
  }
}

function refOf(decisionId: number): string {
  return `slo-decision:${decisionId}`;
}

function idOf(request: ApprovalRecord): number {
  return Number(request.subjectRef.split(':')[1]);
}

function sloOf(request: ApprovalRecord): number {
  return request.subject.sloId as number;
}

function titleOf(found: {
  decision: SloDecision;
  entityRef: string;
  name: string;
}): string {
  const { decision, entityRef, name } = found;
  if (decision.kind === 'loosened-target') {
    return `Confirm that ${name} of ${entityRef} promises less`;
  }
  const period = `${decision.fromAt} to ${decision.toAt}`;
  return decision.kind === 'quarantine'
    ? `Declare the data of ${period} unusable for ${name} of ${entityRef}`
    : `Take ${period} out of ${name} of ${entityRef}`;
}

function subjectOf(found: {
  decision: SloDecision;
  entityRef: string;
  name: string;
}): JsonObject {
  const { decision, entityRef, name } = found;
  return {
    sloId: decision.sloId,
    entityRef,
    slo: name,
    kind: decision.kind,
    from: decision.fromAt,
    to: decision.toAt,
    reason: decision.reason,
    proposedBy: decision.decidedBy,
    proposedAt: decision.decidedAt,
  };
}
