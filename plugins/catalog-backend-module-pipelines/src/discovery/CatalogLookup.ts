import type { AuthService } from '@backstage/backend-plugin-api';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** Entity refs in one request: with long names still well below what the catalog takes as a body. */
const BATCH_SIZE = 500;

/**
 * Asks the catalog which of some entities exist.
 *
 * @internal
 */
export class CatalogLookup {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;

  static create(options: { auth: AuthService; catalog: CatalogService }) {
    return new CatalogLookup(options);
  }

  private constructor(options: { auth: AuthService; catalog: CatalogService }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
  }

  /**
   * @returns those that exist, with name, annotations and type alone, by entity ref
   * @throws any error of the catalog
   */
  async find(entityRefs: Iterable<string>): Promise<Map<string, Entity>> {
    const refs = [...new Set(entityRefs)];
    const found = new Map<string, Entity>();
    for (let start = 0; start < refs.length; start += BATCH_SIZE) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        {
          entityRefs: refs.slice(start, start + BATCH_SIZE),
          fields: [
            'kind',
            'metadata.namespace',
            'metadata.name',
            'metadata.annotations',
            'spec.type',
          ],
        },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      for (const entity of items) {
        if (entity) found.set(stringifyEntityRef(entity), entity);
      }
    }
    return found;
  }
}
