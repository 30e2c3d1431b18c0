import {
  dagBody,
  dagDetailsBody,
  dagRunBody,
  dagWarningBody,
  datasetBody,
  healthBody,
  importErrorBody,
  readRows,
  taskBody,
  taskInstanceBody,
  type DagBody,
  type DagRunBody,
  type DagWarningBody,
  type HealthBody,
  type ImportErrorBody,
  type TaskBody,
  type TaskInstanceBody,
} from './bodies';
import type { AirflowClient, Query } from './client';
import { AirflowError } from './errors';
import {
  ASKED_PAGE_SIZE,
  FIRST_PAGE,
  readPage,
  type Page,
  type PagePosition,
  type PageReading,
} from './paging';

/** Where the APIs of 2.x and 3.x differ. @internal */
export type AirflowDialect = {
  major: 2 | 3;
  prefix: string;
  healthPath: string;
  /** Whether lists of runs are paged by cursor. 3.x before 3.3 ignores the request for it and answers by offset. */
  hasKeyset: boolean;
  datasets: {
    path: string;
    key: 'datasets' | 'assets';
    consumersKey: 'consuming_dags' | 'scheduled_dags';
  };
};

/** A list that never ends is a fault of the other side; nobody has this many pages. */
const MOST_PAGES = 20_000;
/** An installation allows 100 rows a page unless it says otherwise, and cuts off what is asked for beyond that. */
const ROWS_PER_PAGE = 100;

/** Which runs to list. @internal */
export type RunQuery = {
  /** Only those that changed at or after this instant, by the server's clock. */
  updatedSince?: Date;
  states?: string[];
};

type Ask = { signal: AbortSignal };

/**
 * The requests that Sluice makes, in either dialect. Bodies are checked by those who map them.
 *
 * @internal
 */
export class AirflowApi {
  readonly dialect: AirflowDialect;
  readonly #client: AirflowClient;
  readonly #name: string;
  /** The largest page of each list so far: the installation's limit, once a list was longer than it. */
  readonly #pageSizes = new Map<string, number>();

  static create(options: {
    client: AirflowClient;
    dialect: AirflowDialect;
    name: string;
  }): AirflowApi {
    return new AirflowApi(options);
  }

  private constructor(options: {
    client: AirflowClient;
    dialect: AirflowDialect;
    name: string;
  }) {
    this.dialect = options.dialect;
    this.#client = options.client;
    this.#name = options.name;
  }

  /** Also tells the time. */
  async health({ signal }: Ask): Promise<{
    health: HealthBody;
    serverTime?: Date;
  }> {
    const { body, serverTime } = await this.#get(this.dialect.healthPath, {
      signal,
    });
    const { data } = healthBody.safeParse(body);
    return { health: data ?? {}, serverTime };
  }

  /** One page of runs, in the order of their creation, which doesn't change when they do. */
  async runs(
    query: RunQuery,
    position: PagePosition,
    { signal }: Ask,
  ): Promise<PageReading> {
    return this.#page('/dags/~/dagRuns', 'dag_runs', {
      query: {
        updated_at_gte: query.updatedSince?.toISOString(),
        state: query.states,
        order_by: 'id',
      },
      position,
      keyset: this.dialect.hasKeyset,
      keyOf: row => {
        const run = row as Record<string, unknown> | null;
        return `${run?.dag_id} ${run?.dag_run_id}`;
      },
      signal,
    });
  }

  /** @throws AirflowError of failure `not-found` if there is no such run */
  async run(
    run: { dagId: string; runId: string },
    { signal }: Ask,
  ): Promise<unknown> {
    const { body } = await this.#get(runPath(run), { signal });
    return body;
  }

  /** One page of the DAGs that are in use, by dag_id. */
  async dags(
    offset: number,
    { signal }: Ask,
  ): Promise<{ rows: unknown[]; total: number }> {
    const page = await this.#rawPage('/dags', 'dags', {
      query: { order_by: 'dag_id' },
      position: { offset },
      signal,
    });
    return { rows: page.rows, total: page.total ?? page.rows.length };
  }

  /**
   * The zone of a DAG, which lists of 2.x leave out.
   *
   * @returns undefined if it isn't said
   * @throws AirflowError of failure `not-found` if there is no such DAG
   */
  async dagZone(dagId: string, { signal }: Ask): Promise<string | undefined> {
    const { body } = await this.#get(
      `/dags/${encodeURIComponent(dagId)}/details`,
      { signal },
    );
    return dagDetailsBody.safeParse(body).data?.timezone;
  }

  /** All DAGs in use; of 3.x those of one bundle alone where one is named. */
  async everyDag({
    bundle,
    signal,
  }: Ask & { bundle?: string }): Promise<DagBody[]> {
    const rows = await this.#all('/dags', 'dags', {
      signal,
      query: { order_by: 'dag_id', bundle_name: bundle },
    });
    return readRows(dagBody, rows).good;
  }

  /**
   * The newest runs of some DAGs that started since, as many as fit on one page.
   *
   * @param since - ISO 8601, by the server's clock
   */
  async latestRuns(
    { dagIds, since }: { dagIds: string[]; since: string },
    { signal }: Ask,
  ): Promise<DagRunBody[]> {
    const path = '/dags/~/dagRuns/list';
    const { body } = await this.#client.post(`${this.dialect.prefix}${path}`, {
      json: {
        dag_ids: dagIds,
        start_date_gte: since,
        order_by: '-start_date',
        page_limit: ROWS_PER_PAGE,
      },
      signal,
    });
    return readRows(dagRunBody, this.#rowsOf(body, 'dag_runs', path).rows).good;
  }

  async importErrors(ask: Ask): Promise<ImportErrorBody[]> {
    const rows = await this.#all('/importErrors', 'import_errors', ask);
    return readRows(importErrorBody, rows).good;
  }

  async dagWarnings(ask: Ask): Promise<DagWarningBody[]> {
    const rows = await this.#all('/dagWarnings', 'dag_warnings', ask);
    return readRows(dagWarningBody, rows).good;
  }

  /** By dag_id, the datasets that start it. */
  async datasetsByConsumer(ask: Ask): Promise<Map<string, string[]>> {
    const { path, key, consumersKey } = this.dialect.datasets;
    const { good } = readRows(datasetBody, await this.#all(path, key, ask));
    const byConsumer = new Map<string, string[]>();
    for (const dataset of good) {
      const label = dataset.uri ?? dataset.name;
      for (const { dag_id: dagId } of dataset[consumersKey] ?? []) {
        if (label) {
          byConsumer.set(dagId, [...(byConsumer.get(dagId) ?? []), label]);
        }
      }
    }
    return byConsumer;
  }

  /** @throws AirflowError of failure `not-found` if there is no such run */
  async tasks(
    run: { dagId: string; runId: string },
    ask: Ask,
  ): Promise<TaskBody[]> {
    const rows = await this.#all(
      `${runPath(run)}/taskInstances`,
      'task_instances',
      ask,
      row => {
        const task = row as Record<string, unknown> | null;
        return `${task?.task_id} ${task?.map_index}`;
      },
    );
    return readRows(taskBody, rows).good;
  }

  /**
   * The instances of some tasks of some runs of any DAGs, in one list. There may be others among them: a run id of one DAG may be one of
   * another.
   *
   * @throws AirflowError of failure `rejected` where Airflow (before 2.9) can't be asked for runs and tasks by their ids
   */
  async taskInstances(
    wanted: { dagIds: string[]; runIds: string[]; taskIds: string[] },
    { signal }: Ask,
  ): Promise<TaskInstanceBody[]> {
    const path = '/dags/~/dagRuns/~/taskInstances/list';
    const rows: unknown[] = [];
    for (let pages = 0; ; pages++) {
      if (pages === MOST_PAGES) throw this.#endless(path);
      const { body } = await this.#client.post(
        `${this.dialect.prefix}${path}`,
        {
          json: {
            dag_ids: wanted.dagIds,
            dag_run_ids: wanted.runIds,
            task_ids: wanted.taskIds,
            page_limit: ROWS_PER_PAGE,
            page_offset: rows.length,
          },
          signal,
        },
      );
      const page = this.#rowsOf(body, 'task_instances', path);
      rows.push(...page.rows);
      // What each instance is about doesn't depend on the order; one that moved over an edge is read in the next sweep.
      if (page.rows.length === 0 || rows.length >= (page.total ?? 0)) break;
    }
    return readRows(taskInstanceBody, rows).good;
  }

  async #all(
    path: string,
    key: string,
    { query, signal }: Ask & { query?: Query },
    keyOf: (row: unknown) => string = row => JSON.stringify(row),
  ): Promise<unknown[]> {
    let rows: unknown[] = [];
    let position: PagePosition | undefined = FIRST_PAGE;
    for (let pages = 0; position; pages++) {
      if (pages === MOST_PAGES) throw this.#endless(path);
      const reading: PageReading = await this.#page(path, key, {
        query,
        position,
        keyOf,
        signal,
      });
      rows = reading.hasMoved ? [] : [...rows, ...reading.rows];
      position = reading.next;
    }
    return rows;
  }

  async #page(
    path: string,
    key: string,
    options: {
      query?: Query;
      position: PagePosition;
      keyset?: boolean;
      keyOf: (row: unknown) => string;
      signal: AbortSignal;
    },
  ): Promise<PageReading> {
    const page = await this.#rawPage(path, key, options);
    return readPage({
      page,
      position: options.position,
      pageSize: this.#pageSizes.get(key) ?? 0,
      keyOf: options.keyOf,
    });
  }

  async #rawPage(
    path: string,
    key: string,
    options: {
      query?: Query;
      position: PagePosition;
      keyset?: boolean;
      signal: AbortSignal;
    },
  ): Promise<Page> {
    const { query, position, keyset, signal } = options;
    const isByOffset = 'offset' in position;
    const asksForKeyset = keyset && !(isByOffset && position.offset > 0);
    const { body } = await this.#get(path, {
      query: {
        ...query,
        limit: ASKED_PAGE_SIZE,
        ...(asksForKeyset && { cursor: isByOffset ? '' : position.keyset }),
        ...(isByOffset && position.offset > 0 && { offset: position.offset }),
      },
      signal,
    });
    const { rows, total, nextCursor } = this.#rowsOf(body, key, path);
    this.#learnPageSize(key, rows.length, position, total);
    return {
      rows,
      total,
      nextKeyset: asksForKeyset ? readCursor(nextCursor) : undefined,
    };
  }

  /** What a page holds under its key. */
  #rowsOf(body: unknown, key: string, path: string) {
    const {
      [key]: rows,
      total_entries: total,
      next_cursor: nextCursor,
    } = (body ?? {}) as Record<string, unknown>;
    if (!Array.isArray(rows)) {
      throw new AirflowError(
        `Airflow ${this.#name} answered JSON without ${key} to ${
          this.dialect.prefix
        }${path}: is this really Airflow?`,
        { failure: 'not-json' },
      );
    }
    return {
      rows: rows as unknown[],
      total: typeof total === 'number' ? total : undefined,
      nextCursor,
    };
  }

  /** A page that holds less than was asked for and less than there is shows the limit. */
  #learnPageSize(
    key: string,
    length: number,
    position: PagePosition,
    total = 0,
  ): void {
    const offset = 'offset' in position ? position.offset : 0;
    if (offset + length < total) {
      this.#pageSizes.set(key, Math.max(length, this.#pageSizes.get(key) ?? 0));
    }
  }

  #get(path: string, options: { query?: Query; signal: AbortSignal }) {
    return this.#client.get(`${this.dialect.prefix}${path}`, options);
  }

  #endless(path: string) {
    return new AirflowError(
      `Airflow ${this.#name} has no end to ${this.dialect.prefix}${path}`,
      { failure: 'not-json' },
    );
  }
}

function readCursor(cursor: unknown): string | null | undefined {
  return typeof cursor === 'string' || cursor === null ? cursor : undefined;
}

function runPath(run: { dagId: string; runId: string }): string {
  const [dag, id] = [run.dagId, run.runId].map(encodeURIComponent);
  return `/dags/${dag}/dagRuns/${id}`;
}
