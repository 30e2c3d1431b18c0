import { createHash } from 'node:crypto';
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
import type { CatalogLookup } from './CatalogLookup';
import { readDatasets, readDefinitions } from './readDefinitions';
import { toDatasetEntities } from './toDatasetEntities';
import { toEntities } from './toEntities';

/**
 * An unchanged set is handed over again after this long: another replica may have handed over a different one in
 * between, which only the catalog knows.
 */
const REPEAT_AFTER_MS = 10 * 60 * 1000;

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
  #connection?: EntityProviderConnection;
  #applied?: { hash: string; at: number };

  static create(options: Options) {
    return new DiscoveredPipelinesProvider(options);
  }

  private constructor(options: Options) {
    this.#options = options;
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
      const hash = hashOf(entities);
      if (!this.#isDue(hash)) return;

      await this.#connection.applyMutation({
        type: 'full',
        entities: entities.map(entity => ({ entity })),
      });
      this.#applied = { hash, at: this.#now() };
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

  #isDue(hash: string): boolean {
    return (
      this.#applied?.hash !== hash ||
      this.#now() - this.#applied.at >= REPEAT_AFTER_MS
    );
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
