import { isError } from '@backstage/errors';
import type { SourceIssue } from '@sluice/plugin-pipelines-node';
import type { ConfiguredTables, SnowflakeInstance } from '../config';
import { skippedReading } from '../issues';
import type { DeclaredTable } from './DeclaredTables';
import {
  readName,
  readTableName,
  tableKey,
  type TableName,
} from './identifiers';
import { datasetOf, matches } from './patterns';

/** A table whose age somebody wants to know. @internal */
export type WantedTable = {
  table: TableName;
  /** What it is called as a dataset. */
  dataset: string;
  /** As Snowflake stores it. */
  loadedAtColumn?: string;
  /** IANA zone of timestamps without one. */
  timezone: string;
  /** An entity names it. One that only a pattern found is told of when it changes, and now and then. */
  isDeclared: boolean;
};

/** What to ask a database for. @internal */
export type DatabaseScope = {
  database: string;
  /** Undefined: all. */
  schemas: string[] | undefined;
  /** Undefined: all. */
  tables: string[] | undefined;
};

/** More names than these make a statement that is slower than reading their schemas. */
const MOST_NAMES = 500;

/**
 * The tables that entities declare, as far as they can be read here. One of another database than that of the instance counts if the
 * instance has a pattern for that database: else it may be one of another environment.
 *
 * @internal
 */
export function declaredHere(
  declared: DeclaredTable[],
  instance: SnowflakeInstance,
): { wanted: WantedTable[]; issues: SourceIssue[] } {
  const issues: SourceIssue[] = [];
  const wanted = new Map<string, WantedTable>();
  const databases = new Set([
    instance.login.database,
    ...instance.tables.map(({ pattern }) => pattern.database),
  ]);
  for (const { loadedAtColumn, name } of declared) {
    try {
      const table = readTableName(name, instance.login.database);
      if (!databases.has(table.database)) continue;
      const key = tableKey(table);
      const configured = configuredFor(table, instance.tables);
      const column = loadedAtColumn
        ? oneName(loadedAtColumn)
        : configured?.loadedAtColumn;
      // Two entities may name one table, which is then two datasets if they name it in two ways: the first one counts.
      if (wanted.has(key)) continue;
      wanted.set(key, {
        table,
        // As the entity has it, so that it can be told whose age it is.
        dataset: name,
        ...(column && { loadedAtColumn: column }),
        timezone: configured?.timezone ?? instance.timezone,
        isDeclared: true,
      });
    } catch (error) {
      issues.push(
        skippedReading(name, isError(error) ? error.message : String(error)),
      );
    }
  }
  return { wanted: [...wanted.values()], issues };
}

function oneName(text: string): string {
  const [name, ...others] = readName(text);
  if (others.length > 0) {
    throw new Error(`${JSON.stringify(text)} is not the name of a column`);
  }
  return name;
}

/** What the config says of a table: the first pattern that takes it counts. */
function configuredFor(
  table: TableName,
  configured: ConfiguredTables[],
): ConfiguredTables | undefined {
  return configured.find(({ pattern }) => matches(pattern, table));
}

/** A table that the listing of a database brought, if the config asks for it. @internal */
export function foundByPattern(
  table: TableName,
  configured: ConfiguredTables[],
): WantedTable | undefined {
  const taken = configuredFor(table, configured);
  if (!taken) return undefined;
  return {
    table,
    dataset: datasetOf(taken.pattern, table),
    ...(taken.loadedAtColumn && { loadedAtColumn: taken.loadedAtColumn }),
    timezone: taken.timezone,
    isDeclared: false,
  };
}

/** What to ask each database for, so that one statement a database is enough and it lists little else. @internal */
export function scopesOf(
  declared: WantedTable[],
  configured: ConfiguredTables[],
): DatabaseScope[] {
  const names = [
    ...declared.map(({ table }) => table),
    ...configured.map(({ pattern }) => pattern),
  ];
  const databases = [...new Set(names.map(({ database }) => database))].sort();
  return databases.map(database => {
    const own = names.filter(name => name.database === database);
    return {
      database,
      schemas: narrow(own.map(({ schema }) => schema)),
      tables: narrow(own.map(({ table }) => table)),
    };
  });
}

function narrow(names: string[]): string[] | undefined {
  const unique = [...new Set(names)].sort();
  const isOpen = unique.some(name => name.includes('*'));
  return isOpen || unique.length > MOST_NAMES ? undefined : unique;
}
