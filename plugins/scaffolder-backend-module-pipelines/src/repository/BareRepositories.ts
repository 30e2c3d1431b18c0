import fs from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConflictError, InputError } from '@backstage/errors';
import git from 'isomorphic-git';

/** Repositories are made under such a name, and get theirs once they are whole. */
const MAKING = '.making-';
/** What is older than this was left behind by a process that was killed, in milliseconds. */
const ABANDONED_MS = 3_600_000;

/** A repository to make. @internal */
export type RepositoryToMake = {
  /** Its name, without `.git`. */
  name: string;
  /** The folder whose files become the first commit. */
  source: string;
  branch: string;
  message: string;
  author: { name: string; email: string };
  /** The step that makes it, which may be carried out again. */
  madeBy: string;
};

/** A repository that was made. @internal */
export type MadeRepository = {
  /** An absolute path. */
  path: string;
  /** Id of its first commit. */
  commit: string;
};

/**
 * Bare git repositories in a folder of this host, for a portal without a forge. One is there as a whole or not at all.
 *
 * @internal
 */
export class BareRepositories {
  readonly #folder: string;

  /** @param folder - an absolute path; it is made with the first repository */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws InputError if the name could be a path, or hide the repository */
  pathOf(name: string): string {
    if (
      !/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name) ||
      name.endsWith('.git')
    ) {
      throw new InputError(
        `A repository can't be called ${JSON.stringify(
          name.slice(0, 120),
        )}: use up to 100 letters, digits, dots, dashes and underscores, beginning with a letter or a digit, without .git`,
      );
    }
    return join(this.#folder, `${name}.git`);
  }

  /** @throws ConflictError if there is such a repository; InputError as {@link pathOf} */
  async requireFree(name: string): Promise<void> {
    if (await exists(this.pathOf(name))) throw taken(name);
  }

  /**
   * Makes a repository whose first commit holds the files of a folder, without those that its `.gitignore` names.
   *
   * @throws ConflictError if there is one that another step made; InputError as {@link pathOf}, or if there are no files
   */
  async make(asked: RepositoryToMake): Promise<MadeRepository> {
    const path = this.pathOf(asked.name);
    await mkdir(this.#folder, { recursive: true });
    await this.#clean();
    const known = await this.#madeBefore(path, asked);
    if (known) return known;
    const gitdir = await mkdtemp(join(this.#folder, MAKING));
    try {
      const commit = await build(gitdir, asked);
      await place(gitdir, path, asked.name);
      return { path, commit };
    } finally {
      await rm(gitdir, { recursive: true, force: true });
    }
  }

  /** What the same step made before its process ended, so that the task doesn't know of it. */
  async #madeBefore(
    path: string,
    { branch, madeBy, name }: RepositoryToMake,
  ): Promise<MadeRepository | undefined> {
    if (!(await exists(path))) return undefined;
    const of = { fs, gitdir: path };
    const before = await git.getConfig({ ...of, path: 'sluice.madeby' });
    if (before !== madeBy) throw taken(name);
    return { path, commit: await git.resolveRef({ ...of, ref: branch }) };
  }

  async #clean(): Promise<void> {
    const names = await readdir(this.#folder);
    for (const name of names.filter(each => each.startsWith(MAKING))) {
      const path = join(this.#folder, name);
      const found = await stat(path).catch(() => undefined);
      if (found && Date.now() - found.mtimeMs > ABANDONED_MS) {
        await rm(path, { recursive: true, force: true });
      }
    }
  }
}

async function build(
  gitdir: string,
  { author, branch, madeBy, message, source }: RepositoryToMake,
): Promise<string> {
  const of = { fs, dir: source, gitdir };
  await git.init({ fs, gitdir, bare: true, defaultBranch: branch });
  await git.add({ ...of, filepath: '.' });
  if ((await git.listFiles({ fs, gitdir })).length === 0) {
    throw new InputError(
      'There are no files to commit: run a fetch step before this one',
    );
  }
  const commit = await git.commit({
    fs,
    gitdir,
    message,
    author,
    ref: `refs/heads/${branch}`,
  });
  await git.setConfig({ fs, gitdir, path: 'sluice.madeby', value: madeBy });
  // A bare repository has none.
  await rm(join(gitdir, 'index'), { force: true });
  return commit;
}

/** Gives a whole repository its name, unless somebody was faster. */
async function place(from: string, to: string, name: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST'].includes((error as { code: string }).code)) {
      throw taken(name);
    }
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    error => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

function taken(name: string): ConflictError {
  return new ConflictError(
    `There is a repository ${name} already: choose another name, or remove that one first`,
  );
}
