import type { PipelineDefinition } from '@sluice/plugin-pipelines-node';
import type { AirflowApi } from './AirflowApi';
import type { AirflowInstance } from './config';
import { DagZones } from './DagZones';
import { readDagFile, readDefinition } from './definitions';

/** Requests that a sweep spends on DAGs between two listings, and up to how many pages each sweep lists them all. */
const PAGES_PER_SWEEP = 3;
/** Pages of a listing that are read side by side. */
const CONCURRENCY = 4;
/** SQLite takes no larger insert. */
const MAX_BATCH = 400;

/** Definitions to store. @internal */
export type DefinitionPart = {
  definitions: PipelineDefinition[];
  /** With this part all have been listed. */
  isComplete: boolean;
};

type Ask = {
  api: AirflowApi;
  signal: AbortSignal;
  /** List all of them, however many pages. */
  all: boolean;
};

/**
 * Reads DAGs at a price that doesn't grow with the fleet: all of them every few minutes, and in between a few pages a
 * sweep, in turn, so that a paused DAG shows soon. Fleets of up to three pages are listed with every sweep.
 *
 * What it knows is in memory alone: another replica lists for itself.
 *
 * @internal
 */
export class DagCatalog {
  readonly #instance: Pick<AirflowInstance, 'uiUrl'>;
  readonly #isWanted: (dagId: string) => boolean;
  readonly zones = new DagZones();
  #datasets: ReadonlyMap<string, string[]> = new Map();
  #dagsByFile: ReadonlyMap<string, string[]> = new Map();
  #total = Infinity;
  #pageSize = 1;
  #offset = 0;

  static create(options: {
    instance: Pick<AirflowInstance, 'uiUrl'>;
    isWanted: (dagId: string) => boolean;
  }): DagCatalog {
    return new DagCatalog(options);
  }

  private constructor(options: {
    instance: Pick<AirflowInstance, 'uiUrl'>;
    isWanted: (dagId: string) => boolean;
  }) {
    this.#instance = options.instance;
    this.#isWanted = options.isWanted;
  }

  /** Which DAGs each file holds, as of the last listing. */
  get dagsByFile(): ReadonlyMap<string, string[]> {
    return this.#dagsByFile;
  }

  /** Tells which datasets start which DAG, for their schedules. */
  set datasets(byConsumer: ReadonlyMap<string, string[]>) {
    this.#datasets = byConsumer;
  }

  /** @throws AirflowError */
  async *read({ api, signal, all }: Ask): AsyncGenerator<DefinitionPart> {
    const isCheap = this.#total <= PAGES_PER_SWEEP * this.#pageSize;
    if (!all && !isCheap) {
      const total = this.#total;
      yield* this.#refresh({ api, signal });
      if (this.#total === total) return;
      // One more or fewer: list them now, rather than in a few minutes.
    }
    yield* this.#list({ api, signal });
  }

  /** The next few pages in turn. */
  async *#refresh(ask: Omit<Ask, 'all'>): AsyncGenerator<DefinitionPart> {
    const offsets = Array.from(
      { length: PAGES_PER_SWEEP },
      (_, page) => this.#offset + page * this.#pageSize,
    ).filter(offset => offset < this.#total);
    const pages = await this.#pages(offsets, ask);
    const next = this.#offset + PAGES_PER_SWEEP * this.#pageSize;
    this.#offset = next < this.#total ? next : 0;
    this.#total = pages[0]?.total ?? this.#total;
    yield* this.#parts(
      pages.flatMap(page => page.rows),
      ask,
      false,
    );
  }

  /**
   * All pages. Each shares a row with the one before: where that row isn't found, DAGs came or went while they were
   * listed, and the listing doesn't count as complete.
   */
  async *#list(ask: Omit<Ask, 'all'>): AsyncGenerator<DefinitionPart> {
    const [firstPage] = await this.#pages([0], ask);
    const pageSize = firstPage.rows.length;
    const { total } = firstPage;
    let rows = firstPage.rows;
    let unsent = rows;
    let isConnected = true;

    if (pageSize > 1) {
      const offsets: number[] = [];
      for (let at = pageSize - 1; at + 1 < total; at += pageSize - 1) {
        offsets.push(at);
      }
      for (let i = 0; i < offsets.length; i += CONCURRENCY) {
        ask.signal.throwIfAborted();
        const chunk = offsets.slice(i, i + CONCURRENCY);
        for (const page of await this.#pages(chunk, ask)) {
          const last = dagIdOf(rows[rows.length - 1]);
          const shared = page.rows.findIndex(row => dagIdOf(row) === last);
          isConnected &&= shared >= 0;
          const fresh = page.rows.slice(shared + 1);
          rows = [...rows, ...fresh];
          unsent = [...unsent, ...fresh];
        }
        if (unsent.length >= MAX_BATCH) {
          yield* this.#parts(unsent, ask, false);
          unsent = [];
        }
      }
    }

    const isComplete = isConnected && rows.length >= total;
    this.#total = total;
    this.#pageSize = Math.max(1, pageSize);
    this.#dagsByFile = groupByFile(rows);
    yield* this.#parts(unsent, ask, isComplete);
  }

  async *#parts(
    rows: unknown[],
    { api }: Omit<Ask, 'all'>,
    isComplete: boolean,
  ): AsyncGenerator<DefinitionPart> {
    const definitions = rows.flatMap(row => {
      const definition = readDefinition(row, {
        uiUrl: this.#instance.uiUrl,
        major: api.dialect.major,
        datasets: this.#datasets,
        zoneOf: dagId => this.zones.of(dagId),
      });
      return definition && this.#isWanted(definition.externalId)
        ? [definition]
        : [];
    });
    for (let i = 0; i < definitions.length; i += MAX_BATCH) {
      yield {
        definitions: definitions.slice(i, i + MAX_BATCH),
        isComplete: isComplete && i + MAX_BATCH >= definitions.length,
      };
    }
    // No DAG at all is also a complete listing.
    if (!definitions.length && isComplete) yield { definitions, isComplete };
  }

  #pages(offsets: number[], { api, signal }: Omit<Ask, 'all'>) {
    return Promise.all(offsets.map(offset => api.dags(offset, { signal })));
  }
}

function dagIdOf(row: unknown): unknown {
  return (row as Record<string, unknown> | null)?.dag_id;
}

function groupByFile(rows: unknown[]): Map<string, string[]> {
  const byFile = new Map<string, string[]>();
  for (const row of rows) {
    const { dagId, files } = readDagFile(row) ?? { dagId: '', files: [] };
    for (const file of files) {
      byFile.set(file, [...(byFile.get(file) ?? []), dagId]);
    }
  }
  return byFile;
}
