import { shown } from '../../validation/problem';
import type { Fields } from '../reading/fields';
import type { ProblemList } from '../reading/ProblemList';

export type { Fields } from '../reading/fields';

/** Whether a value is a mapping. @internal */
export function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A mapping of a document, whatever else stands in it. @returns undefined after a problem @internal */
export function fieldsOf(
  value: unknown,
  path: string,
  problems: ProblemList,
): Fields | undefined {
  if (isFields(value)) return { path, values: value };
  return problems.error(
    path,
    value === undefined || value === null
      ? 'is missing'
      : `must be a mapping, got ${shown(value)}`,
  );
}

/** The one item of a list that may have only one. @returns undefined after a problem @internal */
export function onlyItem(
  value: unknown,
  path: string,
  why: string,
  problems: ProblemList,
): Fields | undefined {
  if (!Array.isArray(value) || value.length !== 1) {
    return problems.error(
      path,
      Array.isArray(value)
        ? `must have one item, got ${value.length}: ${why}`
        : `must be a list of one item, got ${shown(value)}`,
    );
  }
  return fieldsOf(value[0], `${path}[0]`, problems);
}

/** Paths of the fields that aren't among the known ones. @internal */
export function others(fields: Fields, known: readonly string[]): string[] {
  return Object.keys(fields.values)
    .filter(field => !known.includes(field))
    .map(field => `${fields.path}.${field}`);
}
