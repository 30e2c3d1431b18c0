import { ConflictError, NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { LedgerEntry } from '../ledger';
import { type ApprovalContext, refsOf } from './context';
import type { Ending } from './Lifecycle';
import { quorumOf } from './quorum';
import type { ApprovalRecord, VoteRecord } from './records';

/** Uses approvals: each one once, and only while it still holds. @internal */
export class ConsumeService {
  readonly #context: ApprovalContext;

  constructor(context: ApprovalContext) {
    this.#context = context;
  }

  /**
   * Uses an approval and does what was approved, in one transaction.
   *
   * Checked again at this moment: state, expiry by the clock of the database, the hash of the subject as it would be put together now,
   * and the quorum with the memberships of now. If it doesn't hold any more, that is kept and nothing is done.
   *
   * @param options - `subjectHash` of what the caller is about to do
   * @param apply - does it; gets the request and its votes. If it throws, the approval isn't used
   * @throws ConflictError with the reason if the approval can't be used
   */
  async consume<T>(
    options: { id: number; subjectHash: string; actor: string },
    apply: (
      used: { request: ApprovalRecord; votes: VoteRecord[]; at: string },
      tx: Knex.Transaction,
    ) => Promise<T>,
  ): Promise<T> {
    const {
      clock,
      database,
      directory,
      ledger,
      lifecycle,
      memberships,
      store,
    } = this.#context;
    const { actor, id } = options;
    const found = await store.find(id, database);
    if (!found) throw new NotFoundError(`There is no approval request ${id}`);
    const delegations = (await store.delegations([id], database)).get(id)!;
    const voters = (await store.votes([id], database)).get(id)!;
    const people = await directory.look(
      refsOf(found, delegations, [...voters.map(v => v.voter)]),
    );
    const outcome = await database.transaction(async tx => {
      const request = await lifecycle.lock(id, tx);
      if (request.state !== 'Approved') {
        throw new ConflictError(
          `Approval request ${id} is ${request.state}: only one that is Approved can be used, and once`,
        );
      }
      const at = await clock.now(tx);
      const entries: LedgerEntry[] = await memberships.record(people, at, tx);
      const votes = (await store.votes([id], tx)).get(id)!;
      const quorum = quorumOf(
        {
          ...request,
          people,
          delegations: (await store.delegations([id], tx)).get(id)!,
        },
        votes,
      );
      const ending: Ending | undefined =
        (await lifecycle.ending(request, at, tx)) ??
        (options.subjectHash !== request.subjectHash
          ? {
              event: 'invalidate',
              reason: 'What is about to be done is not what was approved',
            }
          : undefined) ??
        (quorum.satisfied
          ? undefined
          : {
              event: 'invalidate',
              reason: `Too few of those who approved may still do so: ${quorum.rules
                .filter(rule => rule.missing > 0)
                .map(rule => `${rule.name} lacks ${rule.missing}`)
                .join(', ')}`,
            });
      if (ending) {
        const { entry } = await lifecycle.move(
          request,
          ending.event,
          { at, actor: 'system:approvals', reason: ending.reason },
          tx,
        );
        await ledger.append([...entries, entry], tx);
        return { refused: ending.reason };
      }
      const { entry, request: after } = await lifecycle.move(
        request,
        'consume',
        {
          at,
          actor,
          more: {
            counted: quorum.rules.map(({ approvedBy, name, usesFallback }) => ({
              name,
              approvedBy,
              usesFallback,
            })),
          },
        },
        tx,
      );
      const result = await apply({ request: after, votes, at }, tx);
      await ledger.append([...entries, entry], tx);
      return { result };
    });
    if ('refused' in outcome) {
      throw new ConflictError(`The approval can't be used: ${outcome.refused}`);
    }
    return outcome.result;
  }
}
