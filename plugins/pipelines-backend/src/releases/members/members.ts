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
  for (const { members: folders } of manifests) {
    for (const [ref, prefixes] of Object.entries(folders ?? {})) {
      const lower = ref.toLocaleLowerCase('en-US');
      if (refs.has(lower) && prefixes.some(prefix => isWithin(path, prefix))) {
        found.add(lower);
      }
    }
  }
  for (const files of manifests.map(filesOf)) {
    const { dags = [], nodes = [] } = files.get(path) ?? {};
    for (const touched of [
      ...dags.map(id => membersOfDag(id, members)),
      ...nodes.map(id => membersOfNode(id, members, manifests)),
    ]) {
      if (!touched) return undefined;
      touched.forEach(ref => found.add(ref));
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

type Described = Map<string, { dags: string[]; nodes: string[] }>;

/** Made once for each, for a release may have thousands of files and nodes. */
const DESCRIBED = new WeakMap<Manifests, Described>();

/** What manifests describe, by the file that it is in. */
function filesOf(manifests: Manifests): Described {
  const known = DESCRIBED.get(manifests);
  if (known) return known;
  const files: Described = new Map();
  const at = (path: string) => {
    const found = files.get(path) ?? { dags: [], nodes: [] };
    files.set(path, found);
    return found;
  };
  for (const [id, { file }] of Object.entries(manifests.dags ?? {})) {
    if (file !== undefined) at(file).dags.push(id);
  }
  for (const [id, node] of Object.entries(manifests.dbt?.nodes ?? {})) {
    const { patch_path: patch, path } = node;
    for (const file of new Set([path, patch])) {
      if (file !== undefined) at(file).nodes.push(id);
    }
  }
  DESCRIBED.set(manifests, files);
  return files;
}

/** `dags/finance` holds `dags/finance/close.py`, and not `dags/finance2/x.py`. */
function isWithin(path: string, prefix: string): boolean {
  const folder = prefix.replace(/\/+$/, '');
  return path === folder || path.startsWith(`${folder}/`);
}
