import { isTest, type Manifest } from '../artifacts/manifest';
import { childrenOf } from '../lineage';
import { matcher } from './matcher';
import { parseSelector, type Criterion } from './selector';

/**
 * The nodes of a selection: those that it names, and every test that is about one of them, as `dbt build --select` takes them
 * (`indirect_selection: eager`).
 *
 * @param selector - such as `tag:close`
 * @returns their ids
 * @throws InputError if the selector can't be read
 * @internal
 */
export function select(manifest: Manifest, selector: string): Set<string> {
  const named = new Set(
    parseSelector(selector).flatMap(criteria => {
      const [first, ...others] = criteria.map(c => reached(manifest, c));
      return [...first].filter(id => others.every(other => other.has(id)));
    }),
  );
  const tests = [...manifest.nodes.values()].filter(
    node => isTest(node) && node.parents.some(parent => named.has(parent)),
  );
  return new Set([...named, ...tests.map(test => test.id)]);
}

function reached(manifest: Manifest, criterion: Criterion): Set<string> {
  const { nodes } = manifest;
  const found = [...nodes.values()]
    .filter(matcher(criterion))
    .map(node => node.id);
  const up = walk(found, id => nodes.get(id)?.parents ?? [], criterion.parents);
  const children = criterion.children > 0 ? childrenOf(manifest) : undefined;
  const down = walk(found, id => children?.get(id) ?? [], criterion.children);
  return new Set([...up, ...down].filter(id => nodes.has(id)));
}

/** Breadth first, so many generations far. */
function walk(
  start: string[],
  next: (id: string) => readonly string[],
  generations: number,
): Set<string> {
  const seen = new Set(start);
  let edge = start;
  for (let step = 0; step < generations && edge.length > 0; step++) {
    edge = [...new Set(edge.flatMap(id => next(id)))].filter(
      id => !seen.has(id),
    );
    for (const id of edge) seen.add(id);
  }
  return seen;
}
