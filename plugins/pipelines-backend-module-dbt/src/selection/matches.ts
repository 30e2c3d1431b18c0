import type { DbtNode } from '../artifacts/manifest';
import type { Criterion, Method } from './selector';
import { wildcards } from './wildcards';

const RULES: Record<Method, (node: DbtNode, value: string) => boolean> = {
  tag: (node, value) => {
    const pattern = wildcards(value);
    return node.tags.some(tag => pattern.test(tag));
  },
  path: (node, value) => {
    const pattern = wildcards(value.replace(/^\.\/|\/+$/g, ''), {
      segments: true,
    });
    const files = [...withFolders(node.path), node.patchPath ?? ''];
    return files.some(file => file !== '' && pattern.test(file));
  },
  fqn: (node, value) =>
    matchesName(node.fqn, value, node.isVersioned) ||
    matchesName(node.fqn.slice(1), value, node.isVersioned),
  source: (node, value) => {
    if (node.resourceType !== 'source') return false;
    const parts = value.split('.');
    const [table, group, packageName] =
      parts.length === 1 ? ['*', parts[0]] : [...parts].reverse();
    return (
      parts.length <= 3 &&
      wildcards(table).test(node.name) &&
      wildcards(group).test(node.sourceName ?? '') &&
      wildcards(packageName ?? '*').test(node.packageName)
    );
  },
  package: (node, value) => wildcards(value).test(node.packageName),
  resource_type: (node, value) => node.resourceType === value,
};

/**
 * Whether a node meets a criterion, without its graph operators. The rules are dbt's (dbt/graph/selector_methods.py).
 *
 * @internal
 */
export function matches(
  node: DbtNode,
  { method, value }: Pick<Criterion, 'method' | 'value'>,
): boolean {
  return RULES[method](node, value);
}

/** A file, and all folders that it is in. */
function withFolders(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** `is_selected_node` of dbt: the last name, a beginning of the dotted names, or that with wildcards. */
function matchesName(
  fqn: string[],
  selector: string,
  isVersioned: boolean,
): boolean {
  if (fqn.length === 0) return false;
  const parts = selector.split('.');
  const leaf = isVersioned ? fqn.at(-2) : fqn.at(-1);
  if (leaf === selector) return true;
  if (isVersioned && fqn.slice(-2).join('_') === parts.slice(-2).join('_')) {
    return true;
  }
  const flat = fqn.flatMap(segment => segment.split('.'));
  if (flat.length < parts.length) return false;
  const wild = parts.findIndex(part => /[*?]/.test(part));
  const fixed = wild < 0 ? parts : parts.slice(0, wild);
  if (fixed.some((part, index) => flat[index] !== part)) return false;
  if (wild < 0) return true;
  const pattern = wildcards(parts.slice(wild).join('.'));
  return (
    pattern.test(flat.slice(wild).join('.')) ||
    (parts.length === 1 && pattern.test(leaf ?? ''))
  );
}
