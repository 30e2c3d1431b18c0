import type { DbtNode } from '../artifacts/manifest';
import type { Criterion, Method } from './selector';
import { wildcards } from './wildcards';

/** Whether a node meets a criterion. @internal */
export type Matcher = (node: DbtNode) => boolean;

const MATCHERS: Record<Method, (value: string) => Matcher> = {
  tag: value => {
    const pattern = wildcards(value);
    return node => node.tags.some(tag => pattern.test(tag));
  },
  path: value => {
    const pattern = wildcards(value.replace(/^\.\/|\/+$/g, ''), {
      segments: true,
    });
    return node =>
      [...withFolders(node.path), node.patchPath ?? ''].some(
        file => file !== '' && pattern.test(file),
      );
  },
  fqn: value => {
    const isNamed = nameMatcher(value);
    return ({ fqn, isVersioned }) =>
      isNamed(fqn, isVersioned) || isNamed(fqn.slice(1), isVersioned);
  },
  source: value => {
    const parts = value.split('.');
    const [table, group, packageName] = (
      parts.length === 1 ? ['*', parts[0], '*'] : [...parts].reverse()
    ).map(part => wildcards(part));
    return node =>
      node.resourceType === 'source' &&
      parts.length <= 3 &&
      table.test(node.name) &&
      group.test(node.sourceName ?? '') &&
      (packageName?.test(node.packageName) ?? true);
  },
  package: value => {
    const pattern = wildcards(value);
    return node => pattern.test(node.packageName);
  },
  resource_type: value => node => node.resourceType === value,
};

/**
 * Tells which nodes meet a criterion, without its graph operators. The rules are dbt's (dbt/graph/selector_methods.py).
 *
 * @internal
 */
export function matcher({
  method,
  value,
}: Pick<Criterion, 'method' | 'value'>): Matcher {
  return MATCHERS[method](value);
}

/** A file, and all folders that it is in. */
function withFolders(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** `is_selected_node` of dbt: the last name, a beginning of the dotted names, or that with wildcards. */
function nameMatcher(
  selector: string,
): (fqn: string[], isVersioned: boolean) => boolean {
  const parts = selector.split('.');
  const versioned = parts.slice(-2).join('_');
  const wild = parts.findIndex(part => /[*?]/.test(part));
  const fixed = wild < 0 ? parts : parts.slice(0, wild);
  const pattern = wild < 0 ? undefined : wildcards(parts.slice(wild).join('.'));
  return (fqn, isVersioned) => {
    if (fqn.length === 0) return false;
    const leaf = isVersioned ? fqn.at(-2) : fqn.at(-1);
    if (leaf === selector) return true;
    if (isVersioned && fqn.slice(-2).join('_') === versioned) return true;
    const flat = fqn.flatMap(segment => segment.split('.'));
    if (flat.length < parts.length) return false;
    if (fixed.some((part, index) => flat[index] !== part)) return false;
    if (!pattern) return true;
    return (
      pattern.test(flat.slice(wild).join('.')) ||
      (parts.length === 1 && pattern.test(leaf ?? ''))
    );
  };
}
