import { NotFoundError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import type { LedgerEntry } from '../ledger';
import type { ApprovalStore } from './ApprovalStore';
import type { ApprovalRecord, SubjectType } from './records';
import { isOpen, nextState, type RequestEvent } from './requestState';
import { subjectHash, type SubjectKind } from './SubjectKind';

/** How the ledger calls what happened. */
const LEDGER_TYPES: Record<RequestEvent, string> = {
  approve: 'approval.approved',
  consume: 'approval.consumed',
  reject: 'approval.rejected',
  withdraw: 'approval.withdrawn',
  expire: 'approval.expired',
  invalidate: 'approval.invalidated',
};

/** Why an open request can't go on. @internal */
export type Ending = { event: 'expire' | 'invalidate'; reason: string };

/** Moves requests from state to state, by the transition table and nothing else. @internal */
export class Lifecycle {
  readonly #store: ApprovalStore;
  readonly #kinds = new Map<SubjectType, SubjectKind>();

  constructor(options: { store: ApprovalStore }) {
    this.#store = options.store;
  }

  addKind(kind: SubjectKind): void {
    if (this.#kinds.has(kind.type)) {
      throw new Error(`Subjects of type ${kind.type} are brought twice`);
    }
    this.#kinds.set(kind.type, kind);
  }

  /** Whether a context brings subjects of the type. */
  knows(request: Pick<ApprovalRecord, 'subjectType'>): boolean {
    return this.#kinds.has(request.subjectType);
  }

  /** @throws NotFoundError if no context brings subjects of the type, any more or yet */
  kindOf(request: Pick<ApprovalRecord, 'subjectType'>): SubjectKind {
    const kind = this.#kinds.get(request.subjectType);
    if (!kind) {
      throw new NotFoundError(
        `Nothing here decides on a ${request.subjectType}`,
      );
    }
    return kind;
  }

  /** @throws NotFoundError if there is no such request */
  async lock(id: number, tx: Knex.Transaction): Promise<ApprovalRecord> {
    const request = await this.#store.lock(id, tx);
    if (!request) {
      throw new NotFoundError(`There is no approval request ${id}`);
    }
    return request;
  }

  /**
   * Whether an open request still stands at this moment: its time isn't over, and its subject is what it was.
   *
   * @param at - by the clock of the database
   * @returns undefined if it stands
   */
  async ending(
    request: ApprovalRecord,
    at: string,
    tx: Knex.Transaction,
  ): Promise<Ending | undefined> {
    if (!isOpen(request.state)) return undefined;
    if (at >= request.expiresAt) {
      return {
        event: 'expire',
        reason:
          request.state === 'Pending'
            ? `Nobody decided until ${request.expiresAt}`
            : `It was approved and not used until ${request.expiresAt}`,
      };
    }
    const { subject, subjectRef, subjectType } = request;
    if (subjectHash(subjectType, subjectRef, subject) !== request.subjectHash) {
      return {
        event: 'invalidate',
        reason: 'The stored subject is not what was asked for: it was edited',
      };
    }
    const now = await this.kindOf(request).recompute(request, tx);
    if (
      !now ||
      subjectHash(subjectType, subjectRef, now) !== request.subjectHash
    ) {
      return {
        event: 'invalidate',
        reason: now
          ? 'What it is about has changed since it was asked for'
          : 'There is nothing to decide on any more',
      };
    }
    return undefined;
  }

  /**
   * Makes one transition.
   *
   * @returns the request after it, and the row that belongs into the ledger at the end of the transaction
   * @throws ConflictError if it can't happen in this state, or somebody else was faster
   */
  async move(
    request: ApprovalRecord,
    event: RequestEvent,
    how: {
      at: string;
      actor: string;
      /** Kept with the request; may hold what a person wrote. */
      reason?: string;
      /** Added to the row of the ledger. */
      more?: JsonObject;
    },
    tx: Knex.Transaction,
  ): Promise<{ request: ApprovalRecord; entry: LedgerEntry }> {
    const { actor, at, more, reason } = how;
    const state = nextState(request.state, event);
    const after = await this.#store.update(
      request,
      {
        state,
        decidedAt: request.state === 'Pending' ? at : undefined,
        ...(isOpen(state)
          ? {
              expiresAt: new Date(
                Date.parse(at) + request.approvedTtlSeconds * 1000,
              ).toISOString(),
            }
          : { closedAt: at, closedReason: reason ?? null }),
      },
      tx,
    );
    if (!isOpen(state) && state !== 'Consumed') {
      await this.kindOf(request).ended?.(after, { actor, at }, tx);
    }
    return {
      request: after,
      entry: {
        actor,
        type: LEDGER_TYPES[event],
        subject: `approval:${request.id}`,
        payload: {
          subjectRef: request.subjectRef,
          subjectHash: request.subjectHash,
          from: request.state,
          to: state,
          version: after.version,
          ...more,
        },
        redactable: reason ? { reason } : undefined,
      },
    };
  }
}
