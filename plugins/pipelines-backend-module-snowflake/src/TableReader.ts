import type {
  FreshnessReading,
  SourceIssue,
} from '@sluice/plugin-pipelines-node';
import type { Allowance } from './client/allowance';
import { isSnowflakeFailure, type SnowflakeError } from './client/errors';
import type { SnowflakeClient } from './client/SnowflakeClient';
import type { SnowflakeInstance } from './config';
import { skippedReading } from './issues';
import { readFreshness, type Loaded } from './readings/freshness';
import { selectLoadedAt } from './sql/loadedAt';
import { selectTables, type ListedTable } from './sql/tables';
import { tableKey } from './tables/identifiers';
import {
  foundByPattern,
  scopesOf,
  type DatabaseScope,
  type WantedTable,
} from './tables/wanted';

/** So many tables are asked for their newest row in one statement: beyond that Snowflake takes longer to compile it than to answer. */
const TABLES_A_STATEMENT = 500;
/** A column that can't be read isn't asked for again for so long. */
const FAULT_BELIEVED_MS = 3600_000;

/** What a sweep works with. @internal */
export type Sweep = {
  allowance: Allowance;
  signal: AbortSignal;
  now: () => Date;
};

/** How old the tables are. @internal */
export type TableAges = {
  readings: Array<{ wanted: WantedTable; reading: FreshnessReading }>;
  issues: SourceIssue[];
  /** Tables that entities declare and that hold rows of their own: no views. */
  existing: WantedTable[];
  /** Of Snowflake, such as `9.31.0`. */
  version?: string;
  /** What kept some of them from being read, and would again. */
  faults: string[];
};

/**
 * Finds out how old many tables are in few statements: one for each database lists its tables, and one for up to 500 tables asks for the newest
 * row of those that have a column for it.
 *
 * @internal
 */
export class TableReader {
  readonly #client: SnowflakeClient;
  readonly #instance: SnowflakeInstance;
  /** Tables whose column can't be read, until when that is believed. */
  readonly #faults = new Map<string, { fault: string; until: number }>();

  constructor(options: {
    client: SnowflakeClient;
    instance: SnowflakeInstance;
  }) {
    this.#client = options.client;
    this.#instance = options.instance;
  }

  /** @throws SnowflakeError if nothing can be read */
  async read(declared: WantedTable[], sweep: Sweep): Promise<TableAges> {
    const issues: SourceIssue[] = [];
    const faults: string[] = [];
    const listed = new Map<string, ListedTable>();
    const unlisted = new Map<string, string>();
    const known = new Set(declared.map(({ table }) => tableKey(table)));
    const wanted = [...declared];
    for (const scope of scopesOf(declared, this.#instance.tables)) {
      const { database } = scope;
      const listing = await this.#list(scope, sweep);
      if (listing.fault) {
        issues.push(skippedReading(database, listing.fault));
        unlisted.set(database, listing.fault);
      }
      for (const row of listing.rows) {
        const table = { database, schema: row.SCHEMA, table: row.TABLE };
        const key = tableKey(table);
        const found = known.has(key)
          ? undefined
          : foundByPattern(table, this.#instance.tables);
        if (found) wanted.push(found);
        if (found || known.has(key)) listed.set(key, row);
      }
    }
    const loaded = await this.#loaded(
      wanted.filter(({ table }) => listed.has(tableKey(table))),
      sweep,
      faults,
    );
    const at = sweep.now();
    const readings = wanted.map(each => {
      const key = tableKey(each.table);
      const { issue, reading } = readFreshness(each, {
        listed: listed.get(key),
        unlisted: unlisted.get(each.table.database),
        loaded: loaded.get(key),
        at,
      });
      if (issue) issues.push(issue);
      return { wanted: each, reading };
    });
    const [first] = listed.values();
    const existing = declared.filter(({ table }) =>
      listed.get(tableKey(table))?.TYPE.endsWith('TABLE'),
    );
    return { readings, issues, existing, version: first?.VERSION, faults };
  }

  async #list(
    scope: DatabaseScope,
    sweep: Sweep,
  ): Promise<{ rows: ListedTable[]; fault?: string }> {
    const { maxRows } = this.#instance.limits;
    try {
      const rows = await this.#client.run(
        selectTables({ ...scope, maxRows }),
        sweep,
      );
      if (rows.length <= maxRows) return { rows };
      return {
        rows: rows.slice(0, maxRows),
        fault: `the list of tables was cut off at ${maxRows} (limits.maxRows): narrow tables in the config, or raise it`,
      };
    } catch (error) {
      // Another database may be read all the same.
      if (isSnowflakeFailure(error, 'not-found', 'rejected', 'timeout')) {
        return { rows: [], fault: error.message };
      }
      throw error;
    }
  }

  /** By the key of the table. */
  async #loaded(
    tables: WantedTable[],
    sweep: Sweep,
    faults: string[],
  ): Promise<Map<string, Loaded>> {
    const loaded = new Map<string, Loaded>();
    const now = sweep.now().getTime();
    const byZone = new Map<string, WantedTable[]>();
    for (const each of tables) {
      if (!each.loadedAtColumn) continue;
      const known = this.#faults.get(faultKey(each));
      if (known && known.until > now) {
        loaded.set(tableKey(each.table), { fault: known.fault });
      } else {
        byZone.set(each.timezone, [...(byZone.get(each.timezone) ?? []), each]);
      }
    }
    for (const own of byZone.values()) {
      for (let start = 0; start < own.length; start += TABLES_A_STATEMENT) {
        const slice = own.slice(start, start + TABLES_A_STATEMENT);
        const found = await this.#newest(slice, sweep, faults);
        for (const [key, value] of found) loaded.set(key, value);
      }
    }
    return loaded;
  }

  /** One bad column fails the statement of all: halves are asked for, until it stands alone. */
  async #newest(
    tables: WantedTable[],
    sweep: Sweep,
    faults: string[],
  ): Promise<Map<string, Loaded>> {
    try {
      const rows = await this.#client.run(
        selectLoadedAt({
          tables: tables.map(({ loadedAtColumn, table }) => ({
            table,
            loadedAtColumn: loadedAtColumn!,
          })),
          timezone: tables[0].timezone,
        }),
        sweep,
      );
      return new Map(
        rows.map(({ ID, LOADED, NOW }) => [
          tableKey(tables[Number(ID)].table),
          { at: LOADED, now: NOW },
        ]),
      );
    } catch (error) {
      if (isSnowflakeFailure(error, 'capped')) {
        if (!faults.includes(error.message)) faults.push(error.message);
        return allFailed(tables, error.message);
      }
      if (!isSnowflakeFailure(error, 'not-found', 'rejected', 'timeout')) {
        throw error;
      }
      if (tables.length === 1) return this.#remember(tables[0], error, sweep);
      const half = Math.ceil(tables.length / 2);
      const first = await this.#newest(tables.slice(0, half), sweep, faults);
      const rest = await this.#newest(tables.slice(half), sweep, faults);
      return new Map([...first, ...rest]);
    }
  }

  #remember(
    table: WantedTable,
    error: SnowflakeError,
    sweep: Sweep,
  ): Map<string, Loaded> {
    const fault = `its column ${table.loadedAtColumn} can't be read: ${error.message}`;
    this.#faults.set(faultKey(table), {
      fault,
      until: sweep.now().getTime() + FAULT_BELIEVED_MS,
    });
    return allFailed([table], fault);
  }
}

function faultKey({ loadedAtColumn, table }: WantedTable): string {
  return `${tableKey(table)} ${loadedAtColumn}`;
}

function allFailed(tables: WantedTable[], fault: string): Map<string, Loaded> {
  return new Map(tables.map(({ table }) => [tableKey(table), { fault }]));
}
