import { InputError } from '@backstage/errors';
import { readName, written, type TableName } from './identifiers';

/** Which tables a pattern takes: each part with `*` for any characters. @internal */
export type TablePattern = {
  database: string;
  /** Whether it names its database itself; else that of the instance counts. */
  isFull: boolean;
  schema: string;
  table: string;
};

/** Stands for `*` while a name is read, since `*` is no letter. */
const STAR = 'ⵄ';

/**
 * Reads a pattern such as `FINANCE.*`, `RAW.EVENTS_*` or `ANALYTICS.FINANCE.*`. Parts in quotes are taken as they are written, a star
 * among them too; the database can't be a pattern.
 *
 * @param database - the one that counts where the pattern names none
 * @throws InputError if it can't be read
 * @internal
 */
export function readPattern(text: string, database: string): TablePattern {
  if (text.includes(STAR)) {
    throw new InputError(`${JSON.stringify(text)} is not a pattern of tables`);
  }
  // A star in quotes is one too: there is no table whose name holds one that anybody wants to tell apart.
  const parts = readName(text.replaceAll('*', STAR)).map(part =>
    part.replaceAll(STAR, '*'),
  );
  const [table, schema, own] = [...parts].reverse();
  if (parts.length < 2 || parts.length > 3) {
    throw new InputError(
      `${JSON.stringify(text)} has ${
        parts.length
      } parts: write SCHEMA.TABLE or DATABASE.SCHEMA.TABLE, with * where anything will do`,
    );
  }
  if (own?.includes('*')) {
    throw new InputError(
      `${JSON.stringify(
        text,
      )} has a * in its database: name each database, so that nobody reads one by accident`,
    );
  }
  return {
    database: own ?? database,
    isFull: own !== undefined,
    schema,
    table,
  };
}

/** @internal */
export function matches(pattern: TablePattern, name: TableName): boolean {
  return (
    pattern.database === name.database &&
    like(pattern.schema, name.schema) &&
    like(pattern.table, name.table)
  );
}

/** What a table that a pattern found is called as a dataset: with its database if the pattern names one. @internal */
export function datasetOf(pattern: TablePattern, name: TableName): string {
  const { database, schema, table } = name;
  const parts = pattern.isFull ? [database, schema, table] : [schema, table];
  return parts.map(written).join('.');
}

/** Compares without a regular expression, which many stars would make slow. */
function like(pattern: string, text: string): boolean {
  const [head, ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === text;
  if (!text.startsWith(head)) return false;
  const tail = rest.pop()!;
  let position = head.length;
  for (const part of rest) {
    const found = text.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return text.length - position >= tail.length && text.endsWith(tail);
}
