import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';

/** The values of the order's columns in the last row of a page. @internal */
export type CursorValues = Array<string | number>;

/**
 * Writes where a page ended. The scope (filter and order) goes in as a hash, so that a cursor can't be taken on to another list,
 * where it would silently leave rows out.
 *
 * @internal
 */
export function encodeCursor(scope: unknown, values: CursorValues): string {
  return Buffer.from(
    JSON.stringify({ s: scopeHash(scope), v: values }),
  ).toString('base64url');
}

/**
 * Reads what {@link encodeCursor} wrote.
 *
 * @param columns - how many values there have to be, and of what type each
 * @throws InputError if it isn't a cursor, or is one of another filter or order
 * @internal
 */
export function decodeCursor(
  cursor: string,
  scope: unknown,
  columns: Array<'string' | 'number'>,
): CursorValues {
  const parsed = parse(cursor);
  if (parsed.s !== scopeHash(scope)) {
    throw new InputError(
      'The cursor belongs to another filter or order: start again without a cursor',
    );
  }
  const values = parsed.v;
  const valid =
    Array.isArray(values) &&
    values.length === columns.length &&
    values.every(
      (value, i) =>
        // eslint-disable-next-line valid-typeof
        typeof value === columns[i] &&
        (typeof value !== 'number' || Number.isFinite(value)) &&
        (typeof value !== 'string' || !value.includes('\0')),
    );
  if (!valid) throw notACursor();
  return values;
}

function parse(cursor: string): { s?: unknown; v?: unknown } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw notACursor();
  }
  if (typeof parsed !== 'object' || parsed === null) throw notACursor();
  return parsed;
}

function notACursor(): InputError {
  return new InputError(
    'The cursor is not one that this API gave out: use nextCursor of the page before, or leave it out',
  );
}

function scopeHash(scope: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(scope))
    .digest('base64url')
    .slice(0, 16);
}
