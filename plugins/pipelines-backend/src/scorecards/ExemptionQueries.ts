import { NotFoundError } from '@backstage/errors';
import type {
  Exemption,
  ExemptionPage,
  ExemptionsQuery,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { Approvals } from '../approvals';
import type { FleetScope } from '../fleet';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import { apiExemption } from './apiExemption';
import type { ExemptionStore, ListedExemption } from './ExemptionStore';
import type { ScorecardLibrary } from './ScorecardLibrary';

/** What a {@link ExemptionQueries} needs. @internal */
export type ExemptionQueriesOptions = {
  database: Knex;
  approvals: Approvals;
  library: ScorecardLibrary;
  store: ExemptionStore;
  now: () => Date;
};

/** Exemptions as the API shows them, to those who may see their pipelines. @internal */
export class ExemptionQueries {
  readonly #options: ExemptionQueriesOptions;

  constructor(options: ExemptionQueriesOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError if there is none that the caller may see */
  async find(id: number, scope: FleetScope): Promise<Exemption> {
    const { database, now, store } = this.#options;
    const [found] = await store.page(
      {},
      scope,
      { at: now().toISOString(), limit: 1, before: id + 1 },
      database,
    );
    if (found?.id !== id) throw noExemption(id);
    return (await this.#views([found]))[0];
  }

  /** The newest first. @throws InputError if the cursor isn't one of this list */
  async page(
    query: ExemptionsQuery,
    scope: FleetScope,
  ): Promise<ExemptionPage> {
    const { database, now, store } = this.#options;
    const {
      check,
      cursor,
      entityRef,
      limit = 50,
      owner,
      scorecard,
      state,
    } = query;
    const filter = { scorecardId: scorecard, check, owner, entityRef, state };
    const [before] = cursor ? decodeCursor(cursor, filter, ['number']) : [];
    const found = await store.page(
      filter,
      scope,
      {
        at: now().toISOString(),
        limit: limit + 1,
        before: before as number | undefined,
      },
      database,
    );
    const page = found.slice(0, limit);
    return {
      items: await this.#views(page),
      nextCursor:
        found.length > limit
          ? encodeCursor(filter, [page[page.length - 1].id])
          : undefined,
    };
  }

  /** Those of an owner that were in force at some time of a period. */
  async within(
    owner: string,
    period: { from: string; to: string },
    scope: FleetScope,
  ): Promise<Exemption[]> {
    const { database, now, store } = this.#options;
    const found = await store.page(
      { owner: [owner], within: period },
      scope,
      { at: now().toISOString(), limit: 200 },
      database,
    );
    return this.#views(found);
  }

  async #views(found: ListedExemption[]): Promise<Exemption[]> {
    const { approvals, database, library, now } = this.#options;
    const at = now().toISOString();
    const views: Exemption[] = [];
    for (const each of found) {
      const approvedBy =
        each.fromAt !== null && each.approvalId !== null
          ? await approvals.requests.approvers(each.approvalId, database)
          : undefined;
      views.push(
        apiExemption(each, {
          scorecard: (await library.find(each.scorecardId))?.scorecard,
          at,
          approvedBy,
        }),
      );
    }
    return views;
  }
}

/** @internal */
export function noExemption(id: number): NotFoundError {
  return new NotFoundError(`There is no exemption ${id} that you may see`);
}
