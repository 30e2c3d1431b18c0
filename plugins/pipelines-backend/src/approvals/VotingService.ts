import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  stringifyError,
} from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

import type { LedgerEntry } from '../ledger';
import type { Person } from './CatalogPeople';
import { type ApprovalContext, refsOf } from './context';
import type { Ending } from './Lifecycle';
import { effectiveVotes, type People, quorumOf, rulesOpenTo } from './quorum';
import type { ApprovalRecord, VoteRecord } from './records';
import type { RequestEvent } from './requestState';
import type { Asker } from './SubjectKind';

/** What somebody says. @internal */
export type Ballot = {
  requestId: number;
  kind: VoteRecord['kind'];
  /** Of the subject that the voter was shown. */
  subjectHash: string;
  /** Of the snapshot that the voter was shown. */
  shownDigest: string;
  comment?: string;
  /** Idempotency-Key. */
  key?: string;
};

/** A person at the keyboard. @internal */
export type Voter = Asker & {
  /** When their session's token was issued; null if it doesn't say. */
  authenticatedAt: string | null;
};

type Outcome = { state: string; refused: string | null };

/** Takes votes. A vote is of one human, on one hash, after what they were shown; it is never changed, only revoked by another one. @internal */
export class VotingService {
  readonly #context: ApprovalContext;
  readonly #logger: LoggerService;

  constructor(context: ApprovalContext, options: { logger: LoggerService }) {
    this.#context = context;
    this.#logger = options.logger;
  }

  /**
   * Casts a vote, and moves the request on if it decides.
   *
   * @returns the request after it
   * @throws NotFoundError if there is no such request that the voter may see; NotAllowedError with the reason if they may not vote;
   *   ConflictError if the request can't be voted on any more, or isn't what they were shown
   */
  async vote(ballot: Ballot, voter: Voter): Promise<ApprovalRecord> {
    const { database, directory, lifecycle, store } = this.#context;
    const id = ballot.requestId;
    const found = await store.find(id, database);
    const kind = found && lifecycle.kindOf(found);
    if (!found || !(await kind!.isVisible(found, voter))) {
      throw new NotFoundError(
        `There is no approval request ${id} that you may see`,
      );
    }
    await kind!.checkVoter(found, voter);
    // The identity provider is asked before the transaction: nothing is waited for within.
    const delegations = (await store.delegations([id], database)).get(id)!;
    const cast = (await store.votes([id], database)).get(id)!;
    const [people, person] = await Promise.all([
      directory.look(
        refsOf(found, delegations, [voter.person, ...cast.map(v => v.voter)]),
      ),
      directory.person(voter.person),
    ]);
    if (!person) {
      throw new NotAllowedError(
        `The catalog does not know ${voter.person}, so nothing says which groups they are in`,
      );
    }
    const outcome = await database.transaction(tx =>
      this.#cast(ballot, voter, { people, person }, tx),
    );
    if (outcome.refused !== null) throw new ConflictError(outcome.refused);
    const after = (await store.find(id, database))!;
    if (outcome.state === 'Approved') await this.#tell(after);
    return (await store.find(id, database))!;
  }

  async #cast(
    ballot: Ballot,
    voter: Voter,
    known: { people: People; person: Person },
    tx: Knex.Transaction,
  ): Promise<Outcome> {
    const { clock, idempotency, ledger, lifecycle, memberships } =
      this.#context;
    const { key, ...asked } = ballot;
    const request = await lifecycle.lock(ballot.requestId, tx);
    const at = await clock.now(tx);
    const entries: LedgerEntry[] = [];
    const outcome = await idempotency.once<Outcome>(
      {
        caller: voter.person,
        key,
        operation: 'approval.vote',
        request: asked,
        at,
      },
      tx,
      async () => {
        entries.push(...(await memberships.record(known.people, at, tx)));
        const ending = await lifecycle.ending(request, at, tx);
        if (ending) return this.#end(request, ending, at, entries, tx);
        return this.#count({ ballot, voter, known, request, at }, entries, tx);
      },
    );
    await ledger.append(entries, tx);
    return outcome;
  }

  /** It ended before this vote: that is kept, and the vote is refused. */
  async #end(
    request: ApprovalRecord,
    { event, reason }: Ending,
    at: string,
    entries: LedgerEntry[],
    tx: Knex.Transaction,
  ): Promise<Outcome> {
    const { entry, request: after } = await this.#context.lifecycle.move(
      request,
      event,
      { at, actor: 'system:approvals', reason },
      tx,
    );
    entries.push(entry);
    return {
      state: after.state,
      refused: `Approval request ${request.id} is ${after.state}: ${reason}`,
    };
  }

  async #count(
    cast: {
      ballot: Ballot;
      voter: Voter;
      known: { people: People; person: Person };
      request: ApprovalRecord;
      at: string;
    },
    entries: LedgerEntry[],
    tx: Knex.Transaction,
  ): Promise<Outcome> {
    const { lifecycle, store } = this.#context;
    const { at, ballot, known, request, voter } = cast;
    const { person: voterRef } = voter;
    const votes = (await store.votes([request.id], tx)).get(request.id)!;
    const delegations = (await store.delegations([request.id], tx)).get(
      request.id,
    )!;
    const question = { ...request, people: known.people, delegations };
    await this.#checkShown(request, ballot, tx);
    checkVote(request, ballot.kind, votes, voterRef, () =>
      rulesOpenTo(voterRef, question),
    );

    const all = [...votes, { voter: voterRef, kind: ballot.kind }];
    const event = eventOf(
      request.state,
      ballot.kind,
      quorumOf(question, all).satisfied,
    );
    const payload = {
      kind: ballot.kind,
      subjectRef: request.subjectRef,
      subjectHash: ballot.subjectHash,
      shownDigest: ballot.shownDigest,
      groups: known.person.groups,
      authenticatedAt: voter.authenticatedAt,
    };
    let after = request;
    let decided: LedgerEntry | undefined;
    if (event) {
      ({ request: after, entry: decided } = await lifecycle.move(
        request,
        event,
        {
          at,
          actor: voterRef,
          reason:
            event === 'approve'
              ? undefined
              : ballot.comment ?? `${voterRef} voted ${ballot.kind}`,
        },
        tx,
      ));
    } else {
      after = await store.update(request, {}, tx);
    }
    const voteId = await store.addVote(
      {
        requestId: request.id,
        voter: voterRef,
        kind: ballot.kind,
        subjectHash: ballot.subjectHash,
        shownDigest: ballot.shownDigest,
        groups: known.person.groups,
        identity: {
          subject: known.person.identity,
          authenticatedAt: voter.authenticatedAt,
        },
        castAt: at,
        version: after.version,
      },
      tx,
    );
    if (ballot.comment) {
      await store.addComment(
        {
          requestId: request.id,
          voteId,
          author: voterRef,
          text: ballot.comment,
          writtenAt: at,
        },
        tx,
      );
    }
    entries.push({
      actor: voterRef,
      type: 'approval.voted',
      subject: `approval:${request.id}`,
      payload,
      redactable: {
        identity: known.person.identity,
        ...(ballot.comment && { comment: ballot.comment }),
      },
    });
    if (decided) entries.push(decided);
    return { state: after.state, refused: null };
  }

  async #checkShown(
    request: ApprovalRecord,
    ballot: Ballot,
    tx: Knex.Transaction,
  ): Promise<void> {
    if (ballot.subjectHash !== request.subjectHash) {
      throw new ConflictError(
        'The vote is for something else than what is asked for now: look at it again',
      );
    }
    const shown = await this.#context.store.snapshot(
      request.id,
      ballot.shownDigest,
      tx,
    );
    if (!shown) {
      throw new ConflictError(
        'What the vote says was shown was never shown with this request: look at it again',
      );
    }
  }

  /** The vote stands, whatever becomes of what follows from it. */
  async #tell(request: ApprovalRecord): Promise<void> {
    try {
      await this.#context.lifecycle.kindOf(request).approved?.(request);
    } catch (error) {
      this.#logger.warn(
        `Approval request ${
          request.id
        } is approved, but what follows failed: ${stringifyError(error)}`,
      );
    }
  }
}

function checkVote(
  request: ApprovalRecord,
  kind: VoteRecord['kind'],
  votes: VoteRecord[],
  voter: string,
  openRules: () => string[],
): void {
  const { exclusions, id, state } = request;
  const votable =
    state === 'Pending' || (state === 'Approved' && kind !== 'approve');
  if (!votable) {
    throw new ConflictError(`Approval request ${id} is ${state}`);
  }
  const standing = effectiveVotes(votes).get(voter);
  if (kind === 'revoke') {
    // Whoever lost the right to vote since can still take back what they said.
    if (standing) return;
    throw new ConflictError('You have no vote on this that could be revoked');
  }
  const excluded = exclusions.find(e => e.person === voter);
  if (excluded) {
    throw new NotAllowedError(
      excluded.reason === 'requester'
        ? 'You asked for this yourself: somebody else has to decide'
        : `You can't decide on this: you are excluded as ${excluded.reason}`,
    );
  }
  if (openRules().length === 0) {
    throw new NotAllowedError(
      'No rule of this request names you or a group that you are in',
    );
  }
  if (standing) {
    throw new ConflictError(
      `You voted already (${standing}): revoke that vote first`,
    );
  }
}

/** What a vote makes of a request; undefined if it stays as it is. */
function eventOf(
  state: ApprovalRecord['state'],
  kind: VoteRecord['kind'],
  isSatisfied: boolean,
): RequestEvent | undefined {
  if (kind === 'reject') return state === 'Pending' ? 'reject' : 'invalidate';
  if (state === 'Pending') return isSatisfied ? 'approve' : undefined;
  return isSatisfied ? undefined : 'invalidate';
}
