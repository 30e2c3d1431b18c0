import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { FullSet } from '../FullSet';
import { type RepositoryEntities, readRepository } from './readRepository';

const SUFFIX = '.git';

/**
 * Keeps the entities of the bare repositories in a folder of this host in the catalog: what software templates make on a portal without a
 * forge, which the catalog couldn't read otherwise.
 *
 * @internal
 */
export class RepositoryEntitiesProvider implements EntityProvider {
  readonly #options: {
    folder: string;
    taskRunner: SchedulerServiceTaskRunner;
    logger: LoggerService;
  };
  readonly #set = new FullSet();
  #connection?: EntityProviderConnection;
  /** What was read last of each repository, by its name. */
  #known = new Map<string, RepositoryEntities>();
  /** What was said to be wrong, so that it is said once. */
  #problems = new Map<string, string>();

  /** @param options - `folder`: an absolute path; it need not be there yet */
  constructor(options: {
    folder: string;
    taskRunner: SchedulerServiceTaskRunner;
    logger: LoggerService;
  }) {
    this.#options = options;
  }

  getProviderName(): string {
    return 'repositories-on-this-host';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await this.#options.taskRunner.run({
      id: 'repositories-on-this-host:refresh',
      fn: signal => this.refresh(signal),
    });
  }

  /**
   * Reads what changed and tells the catalog. Of a repository that can't be read the catalog keeps what it has, if that was read since the
   * start.
   *
   * @throws nothing; a failure is logged, and the next turn tries again
   */
  async refresh(signal?: AbortSignal): Promise<void> {
    const { folder, logger } = this.#options;
    try {
      const names = await repositoriesIn(folder);
      const found = new Map<string, RepositoryEntities>();
      for (const name of names) {
        signal?.throwIfAborted();
        const read = await this.#read(name);
        if (read) found.set(name, read);
      }
      this.#known = found;
      await this.#set.apply(
        this.#connection!,
        [...found.values()].flatMap(({ entities }) => entities),
      );
    } catch (error) {
      logger.warn(
        `Can't read the repositories in ${folder}, so the catalog keeps what it has of them: ${stringifyError(
          error,
        )}`,
      );
    }
  }

  async #read(name: string): Promise<RepositoryEntities | undefined> {
    const { folder, logger } = this.#options;
    const known = this.#known.get(name);
    try {
      const read = await readRepository({
        gitdir: join(folder, `${name}${SUFFIX}`),
        name,
        known,
      });
      this.#problems.delete(name);
      return read;
    } catch (error) {
      const problem = stringifyError(error);
      if (this.#problems.get(name) !== problem) {
        logger.warn(
          `Can't read the entities of repository ${name}: ${problem}`,
        );
        this.#problems.set(name, problem);
      }
      return known;
    }
  }
}

/** @returns names without `.git`; none if there is no folder yet */
async function repositoriesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(
    error => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  return entries
    .filter(each => each.isDirectory())
    .map(each => each.name)
    .filter(name => name.endsWith(SUFFIX) && !name.startsWith('.'))
    .map(name => name.slice(0, -SUFFIX.length))
    .sort();
}
