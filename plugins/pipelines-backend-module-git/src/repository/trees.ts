import type fs from 'node:fs';
import git, { type TreeEntry } from 'isomorphic-git';

type Where = { fs: typeof fs; gitdir: string };

/** A file or a folder to put into a tree. @internal */
export type Placed = { path: string; oid: string; type: 'blob' | 'tree' };

const MODES = { blob: '100644', tree: '040000' };

async function entriesOf(where: Where, oid: string): Promise<TreeEntry[]> {
  const { tree } = await git.readTree({ ...where, oid });
  return tree;
}

/**
 * The object that a file or a folder is in a commit.
 *
 * @returns undefined where there is none, or something else in its place
 * @internal
 */
export async function objectAt(
  where: Where,
  commit: string,
  { path, type }: Pick<Placed, 'path' | 'type'>,
): Promise<string | undefined> {
  const parts = path.split('/');
  let oid = commit;
  for (const [index, part] of parts.entries()) {
    const entries = await entriesOf(where, oid);
    const wanted = index === parts.length - 1 ? type : 'tree';
    const entry = entries.find(each => each.path === part);
    if (entry?.type !== wanted) return undefined;
    oid = entry.oid;
  }
  return oid;
}

/**
 * The tree of a commit with files and folders put in place of what was there; all others stay as they are.
 *
 * @param commit - undefined for an empty tree
 * @returns the new tree's id
 * @internal
 */
export async function withPlaced(
  where: Where,
  commit: string | undefined,
  placed: Placed[],
): Promise<string> {
  let oid = commit;
  for (const { path, ...what } of placed) {
    oid = await putIn(where, oid, path.split('/'), what);
  }
  return oid ?? git.writeTree({ ...where, tree: [] });
}

async function putIn(
  where: Where,
  oid: string | undefined,
  [part, ...rest]: string[],
  what: Omit<Placed, 'path'>,
): Promise<string> {
  const entries = oid === undefined ? [] : await entriesOf(where, oid);
  const others = entries.filter(({ path }) => path !== part);
  const folder = entries.find(
    ({ path, type }) => path === part && type === 'tree',
  );
  const entry: TreeEntry =
    rest.length === 0
      ? { mode: MODES[what.type], path: part, oid: what.oid, type: what.type }
      : {
          mode: MODES.tree,
          path: part,
          oid: await putIn(where, folder?.oid, rest, what),
          type: 'tree',
        };
  return git.writeTree({ ...where, tree: [...others, entry] });
}

/**
 * The files that differ between two trees, by their paths in them.
 *
 * @param before - undefined for an empty one
 * @internal
 */
export async function changedFiles(
  where: Where,
  before: string | undefined,
  after: string | undefined,
): Promise<string[]> {
  if (before === after) return [];
  const [old, fresh] = await Promise.all(
    [before, after].map(async oid =>
      oid === undefined ? [] : entriesOf(where, oid),
    ),
  );
  const names = new Set([...old, ...fresh].map(({ path }) => path));
  const changed = await Promise.all(
    [...names].map(async name => {
      const [a, b] = [old, fresh].map(entries =>
        entries.find(({ path }) => path === name),
      );
      if (a?.oid === b?.oid) return [];
      const [treeA, treeB] = [a, b].map(entry =>
        entry?.type === 'tree' ? entry.oid : undefined,
      );
      const below = await changedFiles(where, treeA, treeB);
      const isFile = [a, b].some(entry => entry && entry.type !== 'tree');
      return [
        ...(isFile ? [name] : []),
        ...below.map(path => `${name}/${path}`),
      ];
    }),
  );
  return changed.flat();
}
