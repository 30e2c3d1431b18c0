import { InputError } from '@backstage/errors';

/** How the nodes of a criterion are found. @internal */
export const METHODS = [
  'tag',
  'path',
  'fqn',
  'source',
  'package',
  'resource_type',
] as const;

/** One of {@link METHODS}. @internal */
export type Method = (typeof METHODS)[number];

/** One criterion with its graph operators: `2+tag:close+`. @internal */
export type Criterion = {
  method: Method;
  value: string;
  /** So many generations up, Infinity for all; 0 for none. */
  parents: number;
  /** So many generations down, Infinity for all; 0 for none. */
  children: number;
};

/** A union of intersections. @internal */
export type Selector = Criterion[][];

/** As in dbt/graph/selector_spec.py, without `@`. */
const CRITERION =
  /^(?<parents>(?<parentsDepth>\d*)\+)?(?:(?<method>[\w.]+):)?(?<value>.*?)(?<children>\+(?<childrenDepth>\d*))?$/u;

/**
 * Reads the part of dbt's selection syntax that says which nodes a pipeline is made of: the methods `tag:`, `path:`, `fqn:`, `source:`,
 * `package:`, `resource_type:` and plain names; `+` before and after with an optional number of generations; a blank for "or", a
 * comma for "and".
 *
 * @param text - `tag:close`, `path:models/marts`, `fct_orders+`
 * @throws InputError that says what isn't understood
 * @internal
 */
export function parseSelector(text: string): Selector {
  const unions = text.split(/\s+/).filter(Boolean);
  if (unions.length === 0) throw new InputError('the selector is empty');
  return unions.map(part => part.split(',').map(readCriterion));
}

function readCriterion(text: string): Criterion {
  if (text.startsWith('@')) {
    throw new InputError(
      `${JSON.stringify(text)}: the operator @ isn't understood, only + is`,
    );
  }
  const groups = CRITERION.exec(text)?.groups ?? {};
  const { value = '' } = groups;
  if (!value) {
    throw new InputError(`${JSON.stringify(text)} names nothing to select`);
  }
  return {
    method: readMethod(groups.method, value),
    value,
    parents: depth(groups.parents, groups.parentsDepth),
    children: depth(groups.children, groups.childrenDepth),
  };
}

function readMethod(method: string | undefined, value: string): Method {
  if (method === undefined) return value.includes('/') ? 'path' : 'fqn';
  if (!METHODS.includes(method as Method)) {
    throw new InputError(
      `the method ${method}: isn't understood, only ${METHODS.map(
        known => `${known}:`,
      ).join(', ')} and plain names are`,
    );
  }
  return method as Method;
}

function depth(operator: string | undefined, generations: string | undefined) {
  if (!operator) return 0;
  return generations ? Number(generations) : Infinity;
}
