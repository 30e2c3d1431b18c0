import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { isError, ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  DBT_SELECTION_ANNOTATION,
  DEMO_ANNOTATION,
  DISCOVERED_BY_ANNOTATION,
} from '@sluice/plugin-pipelines-common';

/** So long the catalog's answer is believed: several sources sweep at about the same time. */
const BELIEVED_MS = 20_000;

/** The selections that entities name by the annotation `sluice.dev/dbt-selection`. @internal */
export class DeclaredSelections {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  #known?: { byProject: Map<string, string[]>; at: number };

  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
  }): DeclaredSelections {
    return new DeclaredSelections(options);
  }

  private constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  /**
   * The selectors of a project. If the catalog can't be read, what it said last.
   *
   * @throws ServiceUnavailableError if it never could be read
   */
  async of(
    project: string,
    { now, logger }: { now: () => Date; logger: LoggerService },
  ): Promise<string[]> {
    const at = now().getTime();
    if (!this.#known || at - this.#known.at >= BELIEVED_MS) {
      try {
        this.#known = { byProject: await this.#read(), at };
      } catch (error) {
        const message = isError(error) ? error.message : String(error);
        if (!this.#known) {
          throw new ServiceUnavailableError(
            `The catalog can't be asked which dbt selections are pipelines: ${message}`,
          );
        }
        logger.warn(`The catalog can't be read: ${message}`);
      }
    }
    return this.#known?.byProject.get(project) ?? [];
  }

  async #read(): Promise<Map<string, string[]>> {
    const { items } = await this.#catalog.getEntities(
      {
        filter: {
          kind: 'Component',
          [`metadata.annotations.${DBT_SELECTION_ANNOTATION}`]:
            CATALOG_FILTER_EXISTS,
        },
        fields: ['metadata.annotations'],
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    const byProject = new Map<string, string[]>();
    for (const { metadata } of items) {
      const annotations = metadata.annotations ?? {};
      // A demo entity has runs of its own. One that we discovered would keep itself alive by asking for itself.
      const isOurs =
        annotations[DEMO_ANNOTATION] === 'true' ||
        annotations[DISCOVERED_BY_ANNOTATION] !== undefined;
      const [project, ...rest] = (
        annotations[DBT_SELECTION_ANNOTATION] ?? ''
      ).split('/');
      if (isOurs || rest.length === 0) continue;
      byProject.set(project, [
        ...(byProject.get(project) ?? []),
        rest.join('/'),
      ]);
    }
    return byProject;
  }
}
