import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { labDir, labSource } from '../lib/paths.mjs';
import { run } from '../lib/processes.mjs';
import { gitEnvironment } from './git-environment.mjs';

/** The release unit whose DAGs are deployed by promotions. */
export const UNIT = 'lab-orders';

/** Whose commits are on `main`. */
export const PEOPLE = {
  mara: { name: 'Mara', email: 'mara@lab.test' },
  deniz: { name: 'Deniz', email: 'deniz@lab.test' },
};

/**
 * The repository of what promotions deploy: `main` holds the DAGs as people write them, in `dags`; `deployed` is written by Sluice's git
 * deployer, and holds pins and, in `<environment>/<unit>`, the DAGs that an environment runs. Airflow 3 follows it as a bundle, Airflow 2 by a
 * sync.
 */
export class Deployments {
  #bare;
  #source;

  /** @param {{ dir?: string, source?: string }} [options] - source: the DAGs to begin with */
  constructor({
    dir = join(labDir, 'deployments'),
    source = join(labSource, 'airflow', 'dags-deployed'),
  } = {}) {
    this.#bare = join(dir, 'orders.git');
    this.#source = source;
  }

  /** The bare repository. */
  get path() {
    return this.#bare;
  }

  /** Makes it where there is none; several may try at the same time. */
  async ensure() {
    if (existsSync(this.#bare)) return;
    const made = await this.#make();
    try {
      renameSync(made, this.#bare);
    } catch {
      rmSync(made, { recursive: true }); // Somebody was faster.
    }
  }

  /** Begins again, as if nothing had ever been deployed. @returns {Promise<string>} the commit at the head of `main` */
  async reset() {
    const made = await this.#make();
    rmSync(this.#bare, { recursive: true, force: true });
    renameSync(made, this.#bare);
    return this.head('main');
  }

  /**
   * Somebody's commit.
   *
   * @param {{ files: Record<string, string | null>, message: string, author?: keyof PEOPLE, branch?: string }} change - files by path; null
   *   removes one
   * @returns {Promise<string>} the commit
   */
  async commit({ files, message, author = 'mara', branch = 'main' }) {
    const work = mkdtempSync(join(dirname(this.#bare), 'work-'));
    const env = gitEnvironment(PEOPLE[author]);
    const git = (...args) => run(['git', ...args], { cwd: work, env });
    try {
      await git('clone', '--quiet', '--branch', branch, this.#bare, '.');
      for (const [file, text] of Object.entries(files)) {
        const path = join(work, file);
        mkdirSync(dirname(path), { recursive: true });
        if (text === null) rmSync(path);
        else writeFileSync(path, text);
      }
      await git('add', '--all');
      await git('commit', '--quiet', '--message', message);
      await git('push', '--quiet', 'origin', branch);
    } finally {
      rmSync(work, { recursive: true });
    }
    return this.head(branch);
  }

  /** @param {string} branch @returns {Promise<string>} the commit at its head */
  async head(branch) {
    return (await this.#ask('rev-parse', branch)).trim();
  }

  /** The message of a commit, with its trailers. @param {string} commit */
  async message(commit) {
    return (await this.#ask('log', '-1', '--format=%B', commit)).trim();
  }

  /** A file in a commit. @param {string} commit @param {string} file */
  show(commit, file) {
    return this.#ask('show', `${commit}:${file}`);
  }

  /** Commits of a branch, the newest first. @param {string} branch */
  async log(branch) {
    return (await this.#ask('log', '--format=%H', branch)).trim().split('\n');
  }

  #ask(...args) {
    return run(['git', '--git-dir', this.#bare, ...args], {
      env: gitEnvironment(),
    });
  }

  /** In a folder of its own, to be renamed into place. */
  async #make() {
    mkdirSync(dirname(this.#bare), { recursive: true });
    const bare = mkdtempSync(join(dirname(this.#bare), 'new-'));
    await run(
      ['git', 'init', '--quiet', '--bare', '--initial-branch=main', bare],
      { env: gitEnvironment() },
    );
    const work = mkdtempSync(join(dirname(this.#bare), 'work-'));
    const git = (author, ...args) =>
      run(['git', ...args], { cwd: work, env: gitEnvironment(author) });
    try {
      await git(undefined, 'init', '--quiet', '--initial-branch=deployed');
      // Airflow wants the folder of a bundle to be there.
      for (const environment of ['dev', 'prod']) {
        const folder = join(work, environment, UNIT);
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, '.gitkeep'), '');
      }
      await git(undefined, 'add', '--all');
      await git(undefined, 'commit', '--quiet', '--message', 'Nothing runs');
      await git(undefined, 'checkout', '--quiet', '--orphan', 'main');
      await git(undefined, 'rm', '--quiet', '-r', '--force', '.');
      // Two people, a DAG each.
      const files = readdirSync(this.#source).filter(name =>
        name.endsWith('.py'),
      );
      const people = Object.values(PEOPLE);
      mkdirSync(join(work, 'dags'));
      for (const [i, file] of files.sort().entries()) {
        const author = people[i % people.length];
        writeFileSync(
          join(work, 'dags', file),
          readFileSync(join(this.#source, file)),
        );
        await git(author, 'add', '--all');
        await git(author, 'commit', '--quiet', '--message', `Add ${file}`);
      }
      await git(undefined, 'push', '--quiet', bare, 'main', 'deployed');
    } finally {
      rmSync(work, { recursive: true });
    }
    return bare;
  }
}
