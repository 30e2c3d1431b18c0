import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type {
  SloDecision as ApiDecision,
  SloKind,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { FleetScope } from '../fleet';
import { type DecisionApprovals, requireAll } from './DecisionApprovals';
import type { DecisionStore } from './DecisionStore';
import type { ListedSlo, SloQueries } from './SloQueries';
import type { SloDecision } from './sloRecords';

/** Longer ago than this nothing is taken out any more: its window is long over. In milliseconds. */
const OLDEST_MS = 400 * 24 * 3600_000;

/** Who decides, and on which pipelines they may. @internal */
export type Decider = {
  /** Entity ref of the person. */
  person: string;
  scope: FleetScope;
  /** When their session's token was issued. */
  authenticatedAt?: string | null;
};

/** What a {@link DecisionService} needs. @internal */
export type DecisionServiceOptions = {
  database: Knex;
  decisions: DecisionStore;
  approvals: DecisionApprovals;
  queries: SloQueries;
  /** Judges an SLO again from a time on. */
  reevaluate: (sloId: number, from: string) => Promise<void>;
  now: () => Date;
};

/**
 * Takes periods out of an SLO, or declares data unusable, by a recorded decision of two people: each proposal is a request for approval, and
 * counts once that was used. Verdicts keep what they were without it, so both are shown.
 *
 * @internal
 */
export class DecisionService {
  readonly #options: DecisionServiceOptions;

  constructor(options: DecisionServiceOptions) {
    this.#options = options;
  }

  /**
   * The decisions on an SLO, the newest first.
   *
   * @throws NotFoundError if there is no such SLO that the caller may see
   */
  async list(sloId: number, scope: FleetScope): Promise<ApiDecision[]> {
    await this.#visible(sloId, scope);
    const decisions = await this.#options.decisions.of(sloId);
    return decisions.reverse().map(apiDecision);
  }

  /**
   * Proposes to take out what was due in [from, to), or to declare the data of the intervals that ended in it unusable: a release made them
   * that was found bad later.
   *
   * @throws InputError if the period makes no sense, or the SLO isn't about intervals; ConflictError if the key was used for another one; NotAllowedError if the person
   *   may not decide on every pipeline that the SLO is about
   */
  async propose(
    sloId: number,
    period: {
      kind?: 'exclusion' | 'quarantine';
      from: string;
      to: string;
      reason: string;
      key?: string;
    },
    decider: Decider,
  ): Promise<ApiDecision> {
    const slo = await this.#requireAll(sloId, decider.scope);
    const { kind = 'exclusion' } = period;
    if (kind === 'quarantine' && !isByIntervals(slo.definition.kind)) {
      throw new InputError(
        `kind can't be quarantine for an SLO of kind ${slo.definition.kind}: it isn't judged by intervals. Exclude the period instead`,
      );
    }
    const { approvals, database, decisions, now } = this.#options;
    const fromAt = new Date(period.from).toISOString();
    const toAt = new Date(period.to).toISOString();
    if (toAt <= fromAt) {
      throw new InputError(`to (${toAt}) has to be after from (${fromAt})`);
    }
    const oldest = new Date(now().getTime() - OLDEST_MS).toISOString();
    if (fromAt < oldest) {
      throw new InputError(
        `from (${fromAt}) is more than 400 days ago: no budget counts that far back`,
      );
    }
    const ask = await approvals.prepare(decider.person);
    const kept = await database.transaction(async tx => {
      const { decision, isNew } = await decisions.add(
        {
          sloId,
          kind,
          fromAt,
          toAt,
          reason: period.reason.trim(),
          decidedBy: decider.person,
          decidedAt: now().toISOString(),
          idempotencyKey: period.key ?? null,
        },
        tx,
      );
      return isNew ? ask(decision, tx) : decision;
    });
    const isSame =
      kept.kind === kind &&
      kept.fromAt === fromAt &&
      kept.toAt === toAt &&
      kept.reason === period.reason.trim() &&
      kept.decidedBy === decider.person;
    if (!isSame) {
      throw new ConflictError(
        `The Idempotency-Key ${period.key} was used for another decision: take a new one`,
      );
    }
    return apiDecision(kept);
  }

  /**
   * Confirms what somebody else proposed: a vote to approve it. The period is judged again.
   *
   * @throws NotAllowedError if it is the same person; ConflictError if it is confirmed or withdrawn already
   */
  async confirm(
    sloId: number,
    id: number,
    decider: Decider,
  ): Promise<ApiDecision> {
    const { approvals, decisions } = this.#options;
    const decision = await this.#find(sloId, id, decider.scope);
    if (decision.decidedBy === decider.person) {
      throw new NotAllowedError(
        'You proposed this: a second person has to confirm it',
      );
    }
    if (statusOf(decision) !== 'proposed') {
      throw new ConflictError(
        `Decision ${id} is ${statusOf(decision)} already`,
      );
    }
    await approvals.approve(decision, decider);
    return apiDecision((await decisions.find(sloId, id))!);
  }

  /**
   * Takes a decision back. It stays on record; what it took out counts again.
   *
   * @throws ConflictError if it is withdrawn already
   */
  async withdraw(
    sloId: number,
    id: number,
    decider: Decider,
  ): Promise<ApiDecision> {
    const { approvals, database, decisions, now, reevaluate } = this.#options;
    const decision = await this.#find(sloId, id, decider.scope);
    await database.transaction(async tx => {
      // In the order in which an approval is used: first the request, then the decision.
      const isEnded = await approvals.withdraw(decision, decider.person, tx);
      const at = now().toISOString();
      if (!(await decisions.withdraw(id, decider.person, at, tx)) && !isEnded) {
        throw new ConflictError(`Decision ${id} is withdrawn already`);
      }
    });
    const after = (await decisions.find(sloId, id))!;
    if (after.confirmedAt) await reevaluate(sloId, after.fromAt);
    return apiDecision(after);
  }

  async #find(
    sloId: number,
    id: number,
    scope: FleetScope,
  ): Promise<SloDecision> {
    await this.#requireAll(sloId, scope);
    const decision = await this.#options.decisions.find(sloId, id);
    if (!decision) {
      throw new NotFoundError(`SLO ${sloId} has no decision ${id}`);
    }
    return decision;
  }

  async #visible(sloId: number, scope: FleetScope) {
    const slo = await this.#options.queries.find(sloId, scope);
    if (!slo) {
      throw new NotFoundError(`There is no SLO ${sloId} that you may see`);
    }
    return slo;
  }

  async #requireAll(sloId: number, scope: FleetScope): Promise<ListedSlo> {
    const slo = await this.#visible(sloId, scope);
    await requireAll(this.#options.queries, sloId, scope);
    return slo;
  }
}

/** Whether it is judged interval by interval, so that one can be unusable. */
function isByIntervals(kind: SloKind): boolean {
  return kind === 'deadline' || kind === 'duration' || kind === 'success';
}

function statusOf(decision: SloDecision): ApiDecision['status'] {
  if (decision.withdrawnAt) return 'withdrawn';
  return decision.confirmedAt ? 'confirmed' : 'proposed';
}

function apiDecision(decision: SloDecision): ApiDecision {
  return {
    id: decision.id,
    kind: decision.kind,
    from: decision.fromAt,
    to: decision.toAt,
    reason: decision.reason,
    decidedBy: decision.decidedBy,
    decidedAt: decision.decidedAt,
    confirmedBy: decision.confirmedBy ?? undefined,
    confirmedAt: decision.confirmedAt ?? undefined,
    withdrawnBy: decision.withdrawnBy ?? undefined,
    withdrawnAt: decision.withdrawnAt ?? undefined,
    approvalId: decision.approvalId ?? undefined,
    status: statusOf(decision),
  };
}
