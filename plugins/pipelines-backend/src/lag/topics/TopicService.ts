import type { Knex } from 'knex';
import { decodeCursor, encodeCursor } from '../../paging/cursor';
import type { StoredTopic, TopicFilter } from './topicRecords';
import type { TopicStore } from './TopicStore';

/** A list of topics. @internal */
export type TopicQuery = TopicFilter & { limit?: number; cursor?: string };

/** What others may ask of topics. @internal */
export class TopicService {
  readonly #database: Knex;
  readonly #store: TopicStore;

  constructor(options: { database: Knex; store: TopicStore }) {
    this.#database = options.database;
    this.#store = options.store;
  }

  /**
   * A page of the topics of all clusters, by name.
   *
   * @throws InputError if the cursor isn't one of this list
   */
  async topics({ cursor, limit = 50, ...filter }: TopicQuery): Promise<{
    topics: StoredTopic[];
    totalItems: number;
    nextCursor?: string;
  }> {
    const list = { filter };
    const after = cursor
      ? decodeCursor(cursor, list, ['string', 'string'])
      : undefined;
    const found = await this.#store.page(
      filter,
      { after, limit: limit + 1 },
      this.#database,
    );
    const page = found.slice(0, limit);
    return {
      topics: page.map(each => each.topic),
      totalItems: await this.#store.count(filter, this.#database),
      nextCursor:
        found.length > limit
          ? encodeCursor(list, page[page.length - 1].values)
          : undefined,
    };
  }

  /** A topic with its partitions. */
  async topic(
    sourceId: string,
    topic: string,
  ): Promise<StoredTopic | undefined> {
    return this.#store.find(sourceId, topic, this.#database);
  }
}
