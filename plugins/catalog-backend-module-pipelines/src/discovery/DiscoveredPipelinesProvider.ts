import type {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { PipelinesClient } from '@sluice/plugin-pipelines-common';
import { FullSet } from '../FullSet';
import type { CatalogLookup } from './CatalogLookup';
import { readDatasets, readDefinitions } from './readDefinitions';
import { toDatasetEntities } from './toDatasetEntities';
import { toEntities } from './toEntities';

type Options = {
  client: PipelinesClient;
  lookup: Pick<CatalogLookup, 'find'>;
  taskRunner: SchedulerServiceTaskRunner;
  /** Entity ref of the owner of pipelines that name none. */
  defaultOwner: string;
  logger: LoggerService;
  /** The clock, in milliseconds. */
  now?: () => number;
};

/**
 * Keeps an entity in the catalog for every pipeline and every dataset that a source discovered and nobody declared.
 *
 * The entities have no location key: one that somebody declares under the same name takes over by itself.
 *
 * @internal
 */
export class DiscoveredPipelinesProvider implements EntityProvider {
  readonly #options: Options;
  readonly #set: FullSet;
  #connection?: EntityProviderConnection;

  static create(options: Options) {
    return new DiscoveredPipelinesProvider(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#set = new FullSet(options);
  }

  getProviderName(): string {
    return 'discovered-pipelines';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await this.#options.taskRunner.run({
      id: 'discovered-pipelines:refresh',
      fn: signal => this.refresh(signal),
    });
  }

  /**
   * Reads what is discovered and hands it over if it changed. If anything can't be read, the catalog keeps what it has.
   *
   * @throws nothing; a failure is logged, and the next turn tries again
   */
  async refresh(signal?: AbortSignal): Promise<void> {
    const { client, lookup, defaultOwner, logger } = this.#options;
    if (!this.#connection) return;
    try {
      const definitions = await readDefinitions({ client, signal });
      const datasets = await readDatasets({ client, signal });
      const pipelines = await toEntities({ definitions, lookup, defaultOwner });
      const resources = await toDatasetEntities({
        datasets,
        lookup,
        defaultOwner,
      });
      const entities = [...pipelines, ...resources];
      signal?.throwIfAborted();
      const isNew = await this.#set.apply(
        this.#connection,
        entities.map(entity => ({ entity })),
      );
      if (!isNew) return;
      logger.info(
        `The catalog has ${pipelines.length} discovered pipelines and ${resources.length} discovered datasets`,
      );
    } catch (error) {
      logger.warn(
        `Can't read the discovered pipelines, so the catalog keeps those that it has: ${stringifyError(
          error,
        )}`,
      );
    }
  }
}
