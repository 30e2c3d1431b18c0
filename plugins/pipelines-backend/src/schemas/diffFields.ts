import type { SchemaField } from './fieldsOf';

/** What became of one field. @internal */
export type FieldChange = {
  sign: '+' | '-' | '~';
  path: string;
  before?: string;
  after?: string;
};

/**
 * What differs between the fields of two schemas: in the order of the later one, what went at the end. A field that was renamed went, and
 * another came.
 *
 * @internal
 */
export function diffFields(
  base: readonly SchemaField[],
  to: readonly SchemaField[],
): FieldChange[] {
  const before = new Map(base.map(field => [field.path, wordsOf(field)]));
  const after = new Map(to.map(field => [field.path, wordsOf(field)]));
  const changes: FieldChange[] = [];
  for (const [path, words] of after) {
    const was = before.get(path);
    if (was === undefined) changes.push({ sign: '+', path, after: words });
    else if (was !== words) {
      changes.push({ sign: '~', path, before: was, after: words });
    }
  }
  for (const [path, words] of before) {
    if (!after.has(path)) changes.push({ sign: '-', path, before: words });
  }
  return changes;
}

function wordsOf({ required, type }: SchemaField): string {
  return required ? type : `${type}, optional`;
}
