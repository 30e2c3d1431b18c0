import type { DbtManifest, DbtNodeManifest } from '../manifests/shapes';

/** What one part of a selection asks for. */
type Criterion = { method: string; value: string };

const PART = /^(?:(tag|path|fqn|resource_type|source|file):)?([^:+@]+)$/;

/**
 * Whether a selection of dbt builds a node: `tag:close`, `path:models/finance`, `fct_revenue`, `northstar.marts`, several separated by
 * spaces (any of them), or by commas (all of them).
 *
 * @param selector - as in `sluice.dev/dbt-selection`, after the project
 * @returns undefined if that can't be told here: graph operators, other methods
 * @internal
 */
export function selects(
  selector: string,
  id: string,
  { nodes }: Pick<DbtManifest, 'nodes'>,
): boolean | undefined {
  const node = nodes[id];
  if (!node) return undefined;
  // A test is built with what it is about.
  const about = node.attached_node ?? (isTest(node) && node.depends_on[0]);
  if (about && nodes[about] && selects(selector, about, { nodes })) return true;
  let isUnclear = false;
  for (const union of selector.trim().split(/\s+/)) {
    const parts = union.split(',').map(part => PART.exec(part));
    if (parts.some(part => part === null)) {
      isUnclear = true;
      continue;
    }
    const all = parts.map(part =>
      matches({ method: part![1] ?? 'fqn', value: part![2] }, id, node),
    );
    if (all.every(one => one === true)) return true;
    if (all.includes(undefined) && !all.includes(false)) isUnclear = true;
  }
  return isUnclear ? undefined : false;
}

function isTest({ resource_type: type }: DbtNodeManifest): boolean {
  return type === 'test' || type === 'unit_test';
}

function matches(
  { method, value }: Criterion,
  id: string,
  node: DbtNodeManifest,
): boolean | undefined {
  if (/[*?[\]]/.test(value)) return undefined;
  const [, project, ...rest] = id.split('.');
  const name = rest.join('.');
  switch (method) {
    case 'tag':
      return node.tags.includes(value);
    case 'resource_type':
      return node.resource_type === value;
    case 'source':
      return (
        node.resource_type === 'source' &&
        [rest[0], name, `${project}.${name}`].includes(value)
      );
    case 'path': {
      if (node.path === undefined) return undefined;
      const folder = value.replace(/\/$/, '');
      return node.path === folder || node.path.startsWith(`${folder}/`);
    }
    case 'file':
      if (node.path === undefined) return undefined;
      return node.path.split('/').at(-1) === value;
    default: {
      if (name === value) return true;
      if (!node.fqn) return undefined;
      const wanted = value.split('.');
      const starts = (fqn: string[]) =>
        wanted.every((part, i) => fqn[i] === part);
      return starts(node.fqn) || starts(node.fqn.slice(1));
    }
  }
}
