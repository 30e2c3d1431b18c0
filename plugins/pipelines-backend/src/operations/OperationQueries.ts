import { NotFoundError } from '@backstage/errors';
import type {
  OperationDetail,
  OperationPage,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import { apiOperation, apiOperationDetail } from './apiOperation';
import type { OperationFilter, OperationStore } from './OperationStore';

/** Operations for the API. @internal */
export class OperationQueries {
  readonly #database: Knex;
  readonly #store: OperationStore;

  constructor(options: { database: Knex; store: OperationStore }) {
    this.#database = options.database;
    this.#store = options.store;
  }

  /**
   * The newest first.
   *
   * @throws InputError if the cursor isn't one of this list
   */
  async page(
    filter: OperationFilter,
    { cursor, limit }: { cursor?: string; limit: number },
  ): Promise<OperationPage> {
    const list = { list: 'operations', ...filter };
    const before = cursor
      ? (decodeCursor(cursor, list, ['number'])[0] as number)
      : undefined;
    const found = await this.#store.page(
      filter,
      { before, limit: limit + 1 },
      this.#database,
    );
    const page = found.slice(0, limit);
    const pipelines = await this.#store.pipelines(
      page.map(each => each.id),
      this.#database,
    );
    return {
      items: page.map(each =>
        apiOperation({ ...each, pipelines: pipelines.get(each.id)! }),
      ),
      nextCursor:
        found.length > limit
          ? encodeCursor(list, [page[page.length - 1].id])
          : undefined,
    };
  }

  /** @throws NotFoundError if there is none */
  async find(id: number): Promise<OperationDetail> {
    const found = await this.#store.find(id, this.#database);
    if (!found) throw new NotFoundError(`There is no operation ${id}`);
    const pipelines = await this.#store.pipelines([id], this.#database);
    return apiOperationDetail({ ...found, pipelines: pipelines.get(id)! });
  }
}
