import { nearest } from '../../validation/nearest';
import { either, shown } from '../../validation/problem';
import type { ProblemList } from './ProblemList';

/** What a value has to be, in words and in code. @internal */
export type Rule<T> = {
  /** Follows "must be" and "set it to". */
  expected: string;
  /** The value as we use it, or undefined if it isn't what it has to be. */
  read(value: unknown): T | undefined;
  /** What its author probably meant or overlooked; ends the message. */
  hint?(value: unknown): string | undefined;
};

/** A mapping whose fields are read one by one. @internal */
export type Fields = { path: string; values: Record<string, unknown> };

/** YAML reads a key without a value as null, which means the same as leaving it out. */
function isMissing(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/** A field that has to be there. @returns undefined after a problem @internal */
export function required<T>(
  fields: Fields,
  name: string,
  rule: Rule<T>,
  problems: ProblemList,
): T | undefined {
  if (isMissing(fields.values[name])) {
    return problems.error(
      `${fields.path}.${name}`,
      `is missing; set it to ${rule.expected}`,
    );
  }
  return optional(fields, name, rule, problems);
}

/** A field that may be left out. @returns undefined if it was, or after a problem @internal */
export function optional<T>(
  fields: Fields,
  name: string,
  rule: Rule<T>,
  problems: ProblemList,
): T | undefined {
  const value = fields.values[name];
  return isMissing(value)
    ? undefined
    : checked(value, `${fields.path}.${name}`, rule, problems);
}

/** A value held against its rule. @returns undefined after a problem @internal */
export function checked<T>(
  value: unknown,
  path: string,
  rule: Rule<T>,
  problems: ProblemList,
): T | undefined {
  const read = rule.read(value);
  if (read !== undefined) return read;
  const hint = rule.hint?.(value);
  return problems.error(
    path,
    `must be ${rule.expected}, got ${shown(value)}${hint ? `; ${hint}` : ''}`,
  );
}

/** A field that is a list of such values. @returns undefined if it is left out, or after a problem @internal */
export function optionalList<T>(
  fields: Fields,
  name: string,
  rule: Rule<T>,
  example: string,
  problems: ProblemList,
): T[] | undefined {
  const path = `${fields.path}.${name}`;
  const value = fields.values[name];
  if (isMissing(value)) return undefined;
  if (!Array.isArray(value) || value.length === 0) {
    return problems.error(
      path,
      `must be a list such as ${example}, got ${shown(value)}`,
    );
  }
  return value
    .map((item, i) => checked(item, `${path}[${i}]`, rule, problems))
    .filter(item => item !== undefined);
}

/**
 * A mapping with known fields: any other one is a problem, because a slip in an optional field would change what is
 * promised without a word.
 *
 * @param what - as messages name it, `a deadline`
 * @param example - of the whole, in YAML
 * @returns undefined if it isn't a mapping
 * @internal
 */
export function mapping(
  value: unknown,
  path: string,
  options: { what: string; example: string; known: readonly string[] },
  problems: ProblemList,
): Fields | undefined {
  if (isMissing(value)) {
    return problems.error(path, `is missing; such as ${options.example}`);
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    return problems.error(
      path,
      `must be ${options.what} such as ${options.example}, got ${shown(value)}`,
    );
  }
  for (const field of Object.keys(value)) {
    if (!options.known.includes(field)) {
      const meant = nearest(field, options.known);
      problems.error(
        `${path}.${field}`,
        `is not a field of ${options.what}; ${
          meant
            ? `did you mean ${meant}?`
            : `known are ${either(options.known)}`
        }`,
      );
    }
  }
  return { path, values: value as Record<string, unknown> };
}
