import type { Knex } from 'knex';
import { CONNECTOR_STATES, type ConnectorState } from './connectorState';
import type { ConnectorStore, StoredConnector } from './ConnectorStore';

/** What others may ask of connectors. @internal */
export class ConnectorService {
  readonly #database: Knex;
  readonly #store: ConnectorStore;

  constructor(options: { database: Knex; store: ConnectorStore }) {
    this.#database = options.database;
    this.#store = options.store;
  }

  /**
   * Connectors, those first that need a human. There are tens of them, so that all are one answer.
   *
   * @param filter - `readsAs`: only those that read as this group of this cluster
   */
  async connectors(
    filter: {
      state?: ConnectorState[];
      readsAs?: { group: string; cluster: string; environment: string };
    } = {},
  ): Promise<StoredConnector[]> {
    const { readsAs, state } = filter;
    const found = readsAs
      ? (await this.#store.ofGroup(readsAs.group, this.#database)).filter(
          each =>
            each.environment === readsAs.environment &&
            (each.clusters?.includes(readsAs.cluster) ?? true),
        )
      : await this.#store.all(this.#database);
    const rank = (each: StoredConnector) =>
      CONNECTOR_STATES.indexOf(each.state);
    return found
      .filter(each => !state?.length || state.includes(each.state))
      .sort((a, b) => rank(a) - rank(b));
  }
}
