import type { CommitRecord } from '../commits/commits';
import type { Manifests } from '../manifests/shapes';
import { natureOfPath } from './natureOfPath';
import { selects } from './selection';

/** A pipeline that ships with a unit. @internal */
export type UnitMember = {
  entityRef: string;
  name: string;
  /** Of the DAGs that it is. */
  dagIds: string[];
  /** `<project>/<selector>` */
  dbtSelections: string[];
  isSox: boolean;
};

/** Which pipelines something is about; undefined if that can't be told. @internal */
export type Touched = string[] | undefined;

/** The pipeline that a DAG is. @internal */
export function membersOfDag(dagId: string, members: UnitMember[]): Touched {
  const bound = members.filter(m => m.dagIds.includes(dagId));
  const found =
    bound.length > 0 ? bound : members.filter(m => m.name === dagId);
  return found.length > 0 ? found.map(m => m.entityRef) : undefined;
}

/** The pipelines that build a node of dbt. @internal */
export function membersOfNode(
  id: string,
  members: UnitMember[],
  manifests: Manifests[],
): Touched {
  const dbt = manifests.find(m => m.dbt && Object.hasOwn(m.dbt.nodes, id))?.dbt;
  if (!dbt) return undefined;
  const found: string[] = [];
  for (const { dbtSelections, entityRef } of members) {
    for (const selection of dbtSelections) {
      const slash = selection.indexOf('/');
      const [project, selector] = [
        selection.slice(0, slash),
        selection.slice(slash + 1),
      ];
      if (id.split('.')[1] !== project) continue;
      const isSelected = selects(selector, id, dbt);
      if (isSelected === undefined) return undefined;
      if (isSelected) found.push(entityRef);
    }
  }
  return found.length > 0 ? [...new Set(found)] : undefined;
}

/**
 * The pipelines that a file belongs to: by the folders that the release names for them (`manifests.members`), by the file of a DAG, or
 * by the file of a node of dbt.
 *
 * @param manifests - of the releases that are compared, the newer one first
 * @internal
 */
export function membersOfPath(
  path: string,
  members: UnitMember[],
  manifests: Manifests[],
): Touched {
  const refs = new Set(members.map(m => m.entityRef));
  const found = new Set<string>();
  for (const { dags, dbt, members: folders } of manifests) {
    for (const [ref, prefixes] of Object.entries(folders ?? {})) {
      const lower = ref.toLocaleLowerCase('en-US');
      if (refs.has(lower) && prefixes.some(prefix => isWithin(path, prefix))) {
        found.add(lower);
      }
    }
    for (const [dagId, { file }] of Object.entries(dags ?? {})) {
      if (file === path) {
        const touched = membersOfDag(dagId, members);
        if (!touched) return undefined;
        touched.forEach(ref => found.add(ref));
      }
    }
    for (const [id, node] of Object.entries(dbt?.nodes ?? {})) {
      if (node.path === path || node.patch_path === path) {
        const touched = membersOfNode(id, members, manifests);
        if (!touched) return undefined;
        touched.forEach(ref => found.add(ref));
      }
    }
  }
  return found.size > 0 ? [...found].sort() : undefined;
}

/** The pipelines that a commit touches: as CI says, or by its files. @internal */
export function membersOfCommit(
  commit: Pick<CommitRecord, 'members' | 'paths'>,
  members: UnitMember[],
  manifests: Manifests[],
): Touched {
  if (commit.members) {
    const refs = new Set(members.map(m => m.entityRef));
    const own = commit.members.filter(ref => refs.has(ref));
    // Names of none that is here: misspelt, or gone since. Rather too many authors than too few.
    return own.length === 0 && commit.members.length > 0 ? undefined : own;
  }
  if (!commit.paths) return undefined;
  const found = new Set<string>();
  for (const path of commit.paths) {
    if (natureOfPath(path) === 'docs') continue;
    const touched = membersOfPath(path, members, manifests);
    if (!touched) return undefined;
    touched.forEach(ref => found.add(ref));
  }
  return [...found].sort();
}

/** `dags/finance` holds `dags/finance/close.py`, and not `dags/finance2/x.py`. */
function isWithin(path: string, prefix: string): boolean {
  const folder = prefix.replace(/\/+$/, '');
  return path === folder || path.startsWith(`${folder}/`);
}
