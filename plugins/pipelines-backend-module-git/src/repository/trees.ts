import type fs from 'node:fs';
import git, { type TreeEntry } from 'isomorphic-git';

type Where = { fs: typeof fs; gitdir: string };

async function entriesOf(where: Where, oid: string): Promise<TreeEntry[]> {
  const { tree } = await git.readTree({ ...where, oid });
  return tree;
}

/**
 * The object that a file is in a commit.
 *
 * @returns undefined where there is none, or something else in its place
 * @internal
 */
export async function blobAt(
  where: Where,
  commit: string,
  file: string,
): Promise<string | undefined> {
  const parts = file.split('/');
  let oid = commit;
  for (const [index, part] of parts.entries()) {
    const entries = await entriesOf(where, oid);
    const type = index === parts.length - 1 ? 'blob' : 'tree';
    const entry = entries.find(each => each.path === part);
    if (entry?.type !== type) return undefined;
    oid = entry.oid;
  }
  return oid;
}

/**
 * The tree of a commit with one file put in place; all others stay as they are.
 *
 * @param commit - undefined for an empty tree
 * @returns the new tree's id
 * @internal
 */
export async function withFile(
  where: Where,
  commit: string | undefined,
  file: string,
  blob: string,
): Promise<string> {
  return putIn(where, commit, file.split('/'), blob);
}

async function putIn(
  where: Where,
  oid: string | undefined,
  [part, ...rest]: string[],
  blob: string,
): Promise<string> {
  const entries = oid === undefined ? [] : await entriesOf(where, oid);
  const others = entries.filter(({ path }) => path !== part);
  const folder = entries.find(
    ({ path, type }) => path === part && type === 'tree',
  );
  const entry: TreeEntry =
    rest.length === 0
      ? { mode: '100644', path: part, oid: blob, type: 'blob' }
      : {
          mode: '040000',
          path: part,
          oid: await putIn(where, folder?.oid, rest, blob),
          type: 'tree',
        };
  return git.writeTree({ ...where, tree: [...others, entry] });
}
