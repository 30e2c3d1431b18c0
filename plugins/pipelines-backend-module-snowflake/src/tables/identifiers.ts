import { InputError } from '@backstage/errors';

/** Written without quotes it means the same (in upper case). */
const PLAIN = /^[A-Z_][A-Z0-9_$]*$/;
const PART = /"((?:[^"]|"")+)"|([\p{L}_][\p{L}\p{N}_$]*)/uy;
/** Of Snowflake, for each part. */
const MAX_LENGTH = 255;

/** A table in full, each part as Snowflake stores it. @internal */
export type TableName = { database: string; schema: string; table: string };

/**
 * An identifier as SQL takes it, whatever it holds: in double quotes, those inside of it doubled. Every name that goes into a statement
 * goes through here; values are bound.
 *
 * @throws InputError for what no identifier can be: empty, too long, or with a NUL
 * @internal
 */
export function quoted(identifier: string): string {
  if (
    !identifier ||
    identifier.length > MAX_LENGTH ||
    identifier.includes('\0')
  ) {
    throw new InputError(
      `${JSON.stringify(
        identifier.slice(0, 60),
      )} can't be the name of anything in Snowflake`,
    );
  }
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** A table as SQL takes it. @internal */
export function quotedTable({ database, schema, table }: TableName): string {
  return [database, schema, table].map(quoted).join('.');
}

/** As people write it: without quotes where they aren't needed. @internal */
export function written(identifier: string): string {
  return PLAIN.test(identifier) ? identifier : quoted(identifier);
}

/**
 * Reads a name of parts: `FINANCE.DAILY_CLOSE`, `raw."Daily Close"`. A part without quotes counts in upper case, as in SQL.
 *
 * @returns the parts as Snowflake stores them
 * @throws InputError if it can't be read
 * @internal
 */
export function readName(text: string): string[] {
  const parts: string[] = [];
  let position = -1;
  do {
    position++;
    PART.lastIndex = position;
    const match = PART.exec(text);
    if (!match) {
      position = -1;
      break;
    }
    parts.push(match[1]?.replaceAll('""', '"') ?? match[2].toUpperCase());
    position = PART.lastIndex;
  } while (text[position] === '.');
  if (parts.length === 0 || position !== text.length) {
    throw new InputError(
      `${JSON.stringify(
        text.slice(0, 120),
      )} is not a name: write SCHEMA.TABLE, with double quotes around parts that hold other characters than letters, digits, _ and $`,
    );
  }
  for (const part of parts) quoted(part);
  return parts;
}

/**
 * A table by what somebody calls it.
 *
 * @param text - `SCHEMA.TABLE` or `DATABASE.SCHEMA.TABLE`
 * @param database - the one that counts where it names none
 * @returns the table
 * @throws InputError if it can't be read
 * @internal
 */
export function readTableName(text: string, database: string): TableName {
  const parts = readName(text);
  if (parts.length < 2 || parts.length > 3) {
    throw new InputError(
      `${JSON.stringify(text.slice(0, 120))} has ${
        parts.length
      } parts: a table is SCHEMA.TABLE or DATABASE.SCHEMA.TABLE`,
    );
  }
  const [table, schema, own = database] = [...parts].reverse();
  return { database: own, schema, table };
}

/** Tells tables apart. @internal */
export function tableKey({ database, schema, table }: TableName): string {
  return JSON.stringify([database, schema, table]);
}
