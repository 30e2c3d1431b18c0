import type {
  CollectOptions,
  FreshnessReading,
  RunBatch,
  RunSource,
} from '@sluice/plugin-pipelines-node';
import {
  Allowance,
  laterOf,
  nothingSpent,
  type Spent,
} from './client/allowance';
import { isSnowflakeFailure, SnowflakeError } from './client/errors';
import type { SnowflakeClient } from './client/SnowflakeClient';
import type { SnowflakeInstance } from './config';
import { readCursor, writeCursor, type SnowflakeCursor } from './cursor';
import { HistoryReader } from './HistoryReader';
import { skippedReading, theFirst } from './issues';
import type { DeclaredTables } from './tables/DeclaredTables';
import { declaredHere, type WantedTable } from './tables/wanted';
import { TableReader, type Sweep } from './TableReader';

/** A sweep sends a handful of statements. */
const TIMEOUT_SECONDS = 55;
/** So many readings go into one transaction. */
const BATCH = 1000;
/** An unchanged table that no entity declares is told of so often. */
const RESTATE_MS = 3600_000;
const WARN_AT_SHARE = 0.8;

/** Says what a part of a sweep needs, if the role may not read it. */
const NEEDS = {
  loads: 'it needs SELECT on the tables, or MONITOR on their pipes',
  tasks: 'it needs MONITOR EXECUTION on the account, or MONITOR on the tasks',
  costs:
    'it needs MONITOR USAGE on the account, and IMPORTED PRIVILEGES on the database SNOWFLAKE or its role USAGE_VIEWER',
};

/**
 * How old the tables of one Snowflake database are, and what its loads, tasks and warehouses did, as far as the config asks for it.
 *
 * @internal
 */
export class SnowflakeSource implements RunSource {
  readonly technology = 'snowflake';
  readonly #instance: SnowflakeInstance;
  readonly #declared: DeclaredTables;
  readonly #tables: TableReader;
  readonly #history: HistoryReader;
  /** What was told last of tables that no entity declares. */
  readonly #told = new Map<string, { loadedAt?: string; at: number }>();
  /** What a sweep used that ended before it could save it. */
  #spent?: Spent;

  static create(options: {
    instance: SnowflakeInstance;
    client: SnowflakeClient;
    declared: DeclaredTables;
  }): SnowflakeSource {
    return new SnowflakeSource(options);
  }

  private constructor(options: {
    instance: SnowflakeInstance;
    client: SnowflakeClient;
    declared: DeclaredTables;
  }) {
    this.#instance = options.instance;
    this.#declared = options.declared;
    this.#tables = new TableReader(options);
    this.#history = new HistoryReader(options);
  }

  /** The configured name, as it is. */
  get id(): string {
    return this.#instance.name;
  }

  get title(): string {
    return this.#instance.title;
  }

  get environment(): string {
    return this.#instance.environment;
  }

  get schedule(): RunSource['schedule'] {
    return {
      intervalSeconds: this.#instance.intervalSeconds,
      timeoutSeconds: TIMEOUT_SECONDS,
    };
  }

  async *collect(options: CollectOptions): AsyncGenerator<RunBatch> {
    const { now, signal } = options;
    const cursor = readCursor(options.cursor);
    const none = nothingSpent(now());
    const spent = laterOf(cursor.spent ?? none, this.#spent ?? none);
    const allowance = new Allowance({
      limits: this.#instance.limits,
      spent,
      now,
    });
    const save = () => writeCursor({ ...cursor, spent: allowance.spent });
    try {
      for await (const batch of this.#sweep(cursor, options, {
        allowance,
        now,
        signal,
      })) {
        yield { ...batch, cursor: save() };
      }
    } catch (error) {
      // What was used stays on record, whatever became of it.
      if (!signal.aborted) yield { cursor: save() };
      throw error;
    } finally {
      this.#spent = allowance.spent;
    }
  }

  /** Moves the cursor on as it goes. */
  async *#sweep(
    cursor: SnowflakeCursor,
    options: CollectOptions,
    sweep: Sweep,
  ): AsyncGenerator<Omit<RunBatch, 'cursor'>> {
    const declared = declaredHere(
      await this.#declared.list(options),
      this.#instance,
    );
    const issues = [...declared.issues];
    const { existing, faults, readings, version, ...ages } =
      await this.#tables.read(declared.wanted, sweep);
    issues.push(...ages.issues);
    const news = readings.filter(each => this.#isNews(each));
    for (let start = 0; start < news.length; start += BATCH) {
      const slice = news.slice(start, start + BATCH);
      yield { freshness: slice.map(({ reading }) => reading) };
      for (const each of slice) this.#remember(each);
    }
    const attempt = async <T>(
      part: keyof typeof NEEDS,
      read: () => Promise<T>,
    ) => {
      try {
        return this.#instance[part] ? await read() : undefined;
      } catch (error) {
        if (!isSnowflakeFailure(error, 'not-found', 'rejected', 'timeout')) {
          throw error;
        }
        issues.push(skippedReading(part, `${error.message}; ${NEEDS[part]}`));
        return undefined;
      }
    };
    const loads = await attempt('loads', () =>
      this.#history.loads(existing, cursor.loadsTo, sweep),
    );
    if (loads) {
      issues.push(...loads.issues);
      for (let start = 0; start < loads.counts.length; start += BATCH) {
        yield { counts: loads.counts.slice(start, start + BATCH) };
      }
      cursor.loadsTo = loads.to;
    }
    const costs = await attempt('costs', () =>
      this.#history.costs(cursor.costsTo, sweep),
    );
    if (costs) {
      issues.push(...costs.issues);
      for (let start = 0; start < costs.list.length; start += BATCH) {
        yield { costs: costs.list.slice(start, start + BATCH) };
      }
      cursor.costsTo = costs.to;
    }
    const tasks = await attempt('tasks', () =>
      this.#history.failedTasks(sweep),
    );
    issues.push(...(tasks ?? []), ...this.#capIssues(sweep));
    if (declared.wanted.length + this.#instance.tables.length === 0) {
      issues.push(
        skippedReading(
          this.title,
          `No table is asked for: set the annotation sluice.dev/snowflake-table on datasets, or ${
            this.#instance.configKey
          }.tables`,
        ),
      );
    }
    yield { issues: theFirst(issues), ...(version && { version }) };
    if (faults.length > 0) {
      throw new SnowflakeError(faults.join('; '), { failure: 'capped' });
    }
  }

  #isNews(each: { wanted: WantedTable; reading: FreshnessReading }): boolean {
    const told = this.#told.get(each.wanted.dataset);
    if (each.wanted.isDeclared || !told) return true;
    return (
      told.loadedAt !== each.reading.loadedAt ||
      Date.parse(each.reading.at) - told.at >= RESTATE_MS
    );
  }

  #remember(each: { wanted: WantedTable; reading: FreshnessReading }): void {
    if (each.wanted.isDeclared) return;
    const { at, loadedAt } = each.reading;
    this.#told.set(each.wanted.dataset, { loadedAt, at: Date.parse(at) });
  }

  #capIssues({ allowance }: Sweep): NonNullable<RunBatch['issues']> {
    const share = allowance.usedShare;
    if (share < WARN_AT_SHARE) return [];
    return [
      {
        kind: 'resource-cap',
        title: this.title,
        message: `${Math.floor(
          share * 100,
        )} % of today's warehouse time (UTC) is used; at 100 % nothing more is read. See ${
          this.#instance.configKey
        }.limits.warehouseSecondsPerDay, and intervalSeconds`,
      },
    ];
  }
}
