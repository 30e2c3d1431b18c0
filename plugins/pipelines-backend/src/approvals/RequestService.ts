import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { digestOf } from '../canonical/digest';
import { UnprocessableError } from '@sluice/plugin-pipelines-node';
import { type ApprovalContext, refsOf } from './context';
import {
  type ApprovalRule,
  effectiveVotes,
  type Exclusion,
  type People,
  rulesOpenTo,
  unsatisfiable,
} from './quorum';
import type { ApprovalRecord, SubjectType } from './records';
import { isOpen } from './requestState';
import { subjectHash } from './SubjectKind';

/** What is asked for. @internal */
export type ApprovalToRequest = {
  type: SubjectType;
  /** For example `slo-decision:12`; one request of a subject is open at a time. */
  ref: string;
  /** What is decided on; votes are bound to its hash. */
  subject: JsonObject;
  /** Live findings, shown and kept with votes; they may change without making votes worthless. */
  snapshot?: JsonObject;
  /** In a line, for lists. Plain text. */
  title: string;
  /** The person of record: who clicked or merged. */
  requestedBy: string;
  /** The plugin that acts for that person. */
  requestedVia?: string;
  /** How long people have to decide. */
  pendingTtlSeconds: number;
  /** How long an approval can be used. */
  approvedTtlSeconds: number;
};

/** Rules that were found to be satisfiable a moment ago. @internal */
export type CheckedRules = {
  rules: ApprovalRule[];
  exclusions: Exclusion[];
  people: People;
};

/** Asks people to decide, and takes requests back. @internal */
export class RequestService {
  readonly #context: ApprovalContext;

  constructor(context: ApprovalContext) {
    this.#context = context;
  }

  /**
   * Looks up who could approve. It asks the catalog, so it comes before the transaction.
   *
   * @throws UnprocessableError that names whom the rules lack, if they can't be satisfied
   */
  async check(
    rules: ApprovalRule[],
    exclusions: Exclusion[],
  ): Promise<CheckedRules> {
    const people = await this.#context.directory.look(
      refsOf({ rules, exclusions }, []),
    );
    const problems = unsatisfiable({ rules, exclusions, people });
    if (problems.length > 0) {
      throw new UnprocessableError(
        `Nobody could approve this: ${problems.join('; ')}`,
      );
    }
    return { rules, exclusions, people };
  }

  /**
   * Adds a request, in the transaction of what it is about.
   *
   * @throws ConflictError if the subject has an open one already
   */
  async add(
    asked: ApprovalToRequest,
    checked: CheckedRules,
    tx: Knex.Transaction,
  ): Promise<ApprovalRecord> {
    const { clock, ledger, memberships, store } = this.#context;
    const at = await clock.now(tx);
    const snapshot = asked.snapshot ?? {};
    const hash = subjectHash(asked.type, asked.ref, asked.subject);
    const request = await store.add(
      {
        subjectType: asked.type,
        subjectRef: asked.ref,
        subject: asked.subject,
        subjectHash: hash,
        title: asked.title.slice(0, 255),
        requestedBy: asked.requestedBy,
        requestedVia: asked.requestedVia ?? null,
        requestedAt: at,
        rules: checked.rules,
        exclusions: checked.exclusions,
        snapshotDigest: digestOf(snapshot),
        approvedTtlSeconds: asked.approvedTtlSeconds,
        expiresAt: new Date(
          Date.parse(at) + asked.pendingTtlSeconds * 1000,
        ).toISOString(),
      },
      tx,
    );
    await store.addSnapshot(request.id, snapshot, at, tx);
    const seen = await memberships.record(checked.people, at, tx);
    await ledger.append(
      [
        ...seen,
        {
          actor: asked.requestedBy,
          type: 'approval.requested',
          subject: `approval:${request.id}`,
          payload: {
            subjectType: asked.type,
            subjectRef: asked.ref,
            subjectHash: hash,
            rules: checked.rules as unknown as JsonObject[],
            exclusions: checked.exclusions as unknown as JsonObject[],
            via: asked.requestedVia ?? null,
            expiresAt: request.expiresAt,
          },
          redactable: { title: asked.title },
        },
      ],
      tx,
    );
    return request;
  }

  /** A request as it stands; undefined if there is none. */
  async find(id: number, db: Knex): Promise<ApprovalRecord | undefined> {
    return this.#context.store.find(id, db);
  }

  /**
   * Locks a request until the transaction ends. Whoever changes what it is about does so first: votes lock in this order.
   *
   * @throws NotFoundError if there is no such request
   */
  async lock(id: number, tx: Knex.Transaction): Promise<ApprovalRecord> {
    return this.#context.lifecycle.lock(id, tx);
  }

  /** Whose approval stands, in no order. */
  async approvers(id: number, db: Knex): Promise<string[]> {
    const votes = (await this.#context.store.votes([id], db)).get(id)!;
    return [...effectiveVotes(votes)]
      .filter(([, kind]) => kind === 'approve')
      .map(([voter]) => voter);
  }

  /** Shows other live findings from now on. Votes that were cast keep theirs. */
  async show(
    id: number,
    snapshot: JsonObject,
    tx: Knex.Transaction,
  ): Promise<void> {
    const { clock, lifecycle, store } = this.#context;
    const request = await lifecycle.lock(id, tx);
    const at = await clock.now(tx);
    const digest = await store.addSnapshot(id, snapshot, at, tx);
    if (digest !== request.snapshotDigest) {
      await store.update(request, { snapshotDigest: digest }, tx);
    }
  }

  /**
   * Takes back what one has asked for.
   *
   * @throws NotAllowedError if somebody else asked; ConflictError if it is decided
   */
  async withdraw(id: number, person: string): Promise<ApprovalRecord> {
    return this.#context.database.transaction(async tx => {
      const request = await this.#context.lifecycle.lock(id, tx);
      if (request.requestedBy !== person) {
        throw new NotAllowedError(
          `Only ${request.requestedBy}, who asked for this, can withdraw it`,
        );
      }
      return this.end(id, { event: 'withdraw', actor: person }, tx);
    });
  }

  /**
   * Ends an open request, in the transaction of the reason.
   *
   * @throws ConflictError if it can't end so in its state
   */
  async end(
    id: number,
    how: { event: 'withdraw' | 'invalidate'; actor: string; reason?: string },
    tx: Knex.Transaction,
  ): Promise<ApprovalRecord> {
    const { clock, ledger, lifecycle } = this.#context;
    const before = await lifecycle.lock(id, tx);
    const at = await clock.now(tx);
    const { event, ...rest } = how;
    const { entry, request } = await lifecycle.move(
      before,
      event,
      { at, ...rest },
      tx,
    );
    await ledger.append([entry], tx);
    return request;
  }

  /** As {@link end}: withdrawn by whoever asked for it while nobody has decided, else invalidated. @returns false if it has ended before */
  async endIfOpen(
    id: number,
    how: { actor: string; reason: string },
    tx: Knex.Transaction,
  ): Promise<boolean> {
    const request = await this.#context.lifecycle.lock(id, tx);
    if (!isOpen(request.state)) return false;
    const isOwn =
      request.state === 'Pending' && request.requestedBy === how.actor;
    await this.end(
      id,
      { event: isOwn ? 'withdraw' : 'invalidate', ...how },
      tx,
    );
    return true;
  }

  /** Adds what somebody wrote, which counts for nothing. */
  async comment(
    id: number,
    { author, key, text }: { author: string; text: string; key?: string },
  ): Promise<void> {
    const { clock, database, idempotency, ledger, lifecycle, store } =
      this.#context;
    await database.transaction(async tx => {
      await lifecycle.lock(id, tx);
      const at = await clock.now(tx);
      const request = { id, text };
      await idempotency.once(
        { caller: author, key, operation: 'approval.comment', request, at },
        tx,
        async () => {
          await store.addComment(
            { requestId: id, voteId: null, author, text, writtenAt: at },
            tx,
          );
          await ledger.append(
            [
              {
                actor: author,
                type: 'approval.commented',
                subject: `approval:${id}`,
                payload: {},
                redactable: { text },
              },
            ],
            tx,
          );
          return null;
        },
      );
    });
  }

  /**
   * Passes one's own right to vote on to another person, for this request.
   *
   * @throws NotAllowedError if there is no such right, or the other one may not have it; ConflictError if it was used or passed on
   */
  async delegate(id: number, from: string, to: string): Promise<void> {
    const { clock, database, directory, ledger, lifecycle, store } =
      this.#context;
    const found = await store.find(id, database);
    if (!found) throw new NotFoundError(`There is no approval request ${id}`);
    const people = await directory.look(refsOf(found, [], [from, to]));
    await database.transaction(async tx => {
      const request = await lifecycle.lock(id, tx);
      const votes = (await store.votes([id], tx)).get(id)!;
      const delegations = (await store.delegations([id], tx)).get(id)!;
      const named = request.rules.filter(rule => rule.from !== 'anyone');
      const question = { ...request, rules: named, people };
      if (request.state !== 'Pending') {
        throw new ConflictError(`Approval request ${id} is ${request.state}`);
      }
      if (rulesOpenTo(from, question).length === 0) {
        throw new NotAllowedError(
          'No rule of this request names you or a group that you are in, so there is no right to pass on',
        );
      }
      if (
        votes.some(v => v.voter === from) ||
        delegations.some(d => d.from === from)
      ) {
        throw new ConflictError(
          'You have voted, or passed your right on, already',
        );
      }
      const excluded = request.exclusions.find(e => e.person === to);
      if (excluded || !people.humans.has(to) || from === to) {
        throw new NotAllowedError(
          excluded
            ? `${to} can't approve this: ${excluded.reason}`
            : `${to} is not another human that the catalog knows`,
        );
      }
      const delegatedAt = await clock.now(tx);
      await store.addDelegation(id, { from, to, delegatedAt }, tx);
      await ledger.append(
        [
          {
            actor: from,
            type: 'approval.delegated',
            subject: `approval:${id}`,
            payload: { to },
          },
        ],
        tx,
      );
    });
  }
}
