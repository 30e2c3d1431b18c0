import fs from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import git from 'isomorphic-git';

const AUTHOR = { name: 'Ines Duarte', email: 'ines@northstar.example' };

/**
 * Commits files to a bare repository, which is made if there is none.
 *
 * @param gitdir - its folder
 * @param files - their text, by path
 * @returns the id of the commit
 */
export async function commitTo(
  gitdir: string,
  files: Record<string, string>,
): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-commit-'));
  try {
    await git.init({ fs, gitdir, bare: true, defaultBranch: 'main' });
    for (const [path, text] of Object.entries(files)) {
      await writeFile(join(dir, path), text);
      await git.add({ fs, dir, gitdir, filepath: path });
    }
    return await git.commit({
      fs,
      gitdir,
      message: 'Change',
      author: AUTHOR,
      ref: 'refs/heads/main',
    });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
