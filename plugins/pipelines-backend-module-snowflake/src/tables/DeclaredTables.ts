import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { isError, ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  DEMO_ANNOTATION,
  LOADED_AT_COLUMN_ANNOTATION,
  SNOWFLAKE_TABLE_ANNOTATION,
} from '@sluice/plugin-pipelines-common';

/** So long the catalog's answer is believed: several sources sweep at about the same time. */
const BELIEVED_MS = 20_000;

/** A table as an entity declares it. @internal */
export type DeclaredTable = { name: string; loadedAtColumn?: string };

/** The tables that entities name by the annotation `sluice.dev/snowflake-table`. @internal */
export class DeclaredTables {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  #known?: { tables: DeclaredTable[]; at: number };

  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
  }): DeclaredTables {
    return new DeclaredTables(options);
  }

  private constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  /**
   * All of them. If the catalog can't be read, what it said last.
   *
   * @throws ServiceUnavailableError if it never could be read
   */
  async list(options: {
    now: () => Date;
    logger: LoggerService;
  }): Promise<DeclaredTable[]> {
    const at = options.now().getTime();
    if (!this.#known || at - this.#known.at >= BELIEVED_MS) {
      try {
        this.#known = { tables: await this.#read(), at };
      } catch (error) {
        const message = isError(error) ? error.message : String(error);
        if (!this.#known) {
          throw new ServiceUnavailableError(
            `The catalog can't be asked which tables are datasets: ${message}`,
          );
        }
        options.logger.warn(`The catalog can't be read: ${message}`);
      }
    }
    return this.#known?.tables ?? [];
  }

  async #read(): Promise<DeclaredTable[]> {
    const { items } = await this.#catalog.getEntities(
      {
        filter: {
          kind: 'Resource',
          [`metadata.annotations.${SNOWFLAKE_TABLE_ANNOTATION}`]:
            CATALOG_FILTER_EXISTS,
        },
        fields: ['metadata.annotations'],
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    return items.flatMap(({ metadata: { annotations = {} } }) => {
      const name = annotations[SNOWFLAKE_TABLE_ANNOTATION];
      const loadedAtColumn = annotations[LOADED_AT_COLUMN_ANNOTATION];
      // A demo entity has readings of its own.
      if (!name || annotations[DEMO_ANNOTATION] === 'true') return [];
      return [{ name, ...(loadedAtColumn && { loadedAtColumn }) }];
    });
  }
}
