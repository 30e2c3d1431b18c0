import { NotFoundError } from '@backstage/errors';
import type {
  Approval,
  ApprovalDetail,
  ApprovalPage,
} from '@sluice/plugin-pipelines-common';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import { apiApproval, apiDetail } from './apiApproval';
import { type ApprovalContext, refsOf } from './context';
import { effectiveVotes, quorumOf, rulesOpenTo } from './quorum';
import type { ApprovalRecord, SubjectType } from './records';
import type { RequestState } from './requestState';
import type { Asker } from './SubjectKind';

/** Which requests to list: those that wait for the asker, those that the asker waits for, or all that they may see. @internal */
export type InboxView = 'decide' | 'waiting' | 'all';

/** So many requests are looked at for one page; the next one goes on from there. */
const MAX_LOOKED_AT = 500;
const BATCH = 100;

/** What waits for whom. @internal */
export class InboxService {
  readonly #context: ApprovalContext;

  constructor(context: ApprovalContext) {
    this.#context = context;
  }

  /**
   * Requests, the newest first.
   *
   * @throws InputError if the cursor isn't one of this list
   */
  async page(
    query: { view: InboxView; states?: RequestState[]; types?: SubjectType[] },
    asker: Asker,
    options: { cursor?: string; limit: number },
  ): Promise<ApprovalPage> {
    const { database, store } = this.#context;
    const { cursor, limit } = options;
    const scope = { list: 'approvals', ...query, person: asker.person };
    let before = cursor
      ? (decodeCursor(cursor, scope, ['number'])[0] as number)
      : undefined;
    const filter = {
      types: query.types,
      states:
        query.view === 'decide' ? (['Pending'] as const).slice() : query.states,
      requestedBy: query.view === 'waiting' ? asker.person : undefined,
    };
    const items: Approval[] = [];
    for (let looked = 0; looked < MAX_LOOKED_AT; looked += BATCH) {
      const found = await store.page(
        filter,
        { before, limit: BATCH },
        database,
      );
      const shown = await this.#describe(found, asker);
      for (const request of found) {
        before = request.id;
        const item = shown.get(request.id);
        if (item && (query.view !== 'decide' || item.mine.canVote)) {
          items.push(item);
        }
        if (items.length === limit) {
          return { items, nextCursor: encodeCursor(scope, [before]) };
        }
      }
      if (found.length < BATCH) return { items };
    }
    return { items, nextCursor: encodeCursor(scope, [before!]) };
  }

  /** @throws NotFoundError if there is no such request that the asker may see */
  async detail(id: number, asker: Asker): Promise<ApprovalDetail> {
    const { database, store } = this.#context;
    const request = await this.visible(id, asker);
    const item = (await this.#describe([request], asker)).get(id)!;
    const votes = (await store.votes([id], database)).get(id)!;
    return apiDetail(item, request, {
      votes,
      delegations: (await store.delegations([id], database)).get(id)!,
      comments: await store.comments(id, database),
      snapshot: await store.snapshot(id, request.snapshotDigest, database),
    });
  }

  /** @throws NotFoundError if there is no such request that the asker may see */
  async visible(id: number, asker: Asker): Promise<ApprovalRecord> {
    const { database, lifecycle, store } = this.#context;
    const request = await store.find(id, database);
    if (
      !request ||
      !(await lifecycle.kindOf(request).isVisible(request, asker))
    ) {
      throw new NotFoundError(
        `There is no approval request ${id} that you may see`,
      );
    }
    return request;
  }

  /** With where each stands, and what the asker may do; without those that they may not see. */
  async #describe(
    requests: ApprovalRecord[],
    asker: Asker,
  ): Promise<Map<number, Approval>> {
    const { database, directory, lifecycle, store } = this.#context;
    const ids = requests.map(r => r.id);
    const [votes, delegations] = await Promise.all([
      store.votes(ids, database),
      store.delegations(ids, database),
    ]);
    const people = await directory.look([
      asker.person,
      ...requests.flatMap(r =>
        refsOf(r, delegations.get(r.id)!, [
          ...votes.get(r.id)!.map(v => v.voter),
        ]),
      ),
    ]);
    const described = new Map<number, Approval>();
    for (const request of requests) {
      if (!lifecycle.knows(request)) continue;
      const kind = lifecycle.kindOf(request);
      if (!(await kind.isVisible(request, asker))) continue;
      const question = {
        ...request,
        people,
        delegations: delegations.get(request.id)!,
      };
      const own = effectiveVotes(votes.get(request.id)!).get(asker.person);
      const rules = rulesOpenTo(asker.person, question);
      const canVote =
        request.state === 'Pending' &&
        !own &&
        rules.length > 0 &&
        (await isAllowed(() => kind.checkVoter(request, asker)));
      described.set(
        request.id,
        apiApproval(request, quorumOf(question, votes.get(request.id)!), {
          canVote,
          rules,
          vote: own,
          excluded: request.exclusions.find(e => e.person === asker.person)
            ?.reason,
        }),
      );
    }
    return described;
  }
}

async function isAllowed(check: () => Promise<void>): Promise<boolean> {
  try {
    await check();
    return true;
  } catch (error) {
    if ((error as Error).name === 'NotAllowedError') return false;
    if ((error as Error).name === 'NotFoundError') return false;
    throw error;
  }
}
