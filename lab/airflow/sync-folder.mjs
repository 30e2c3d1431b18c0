import {
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { run } from '../lib/processes.mjs';
import { gitEnvironment } from './git-environment.mjs';

/** A task that began before a move still reads what it began with. */
const KEPT = 3;

/** Keeps a folder the same as that of a branch. */
export class Sync {
  #repository;
  #folder;
  #target;
  #versions;
  #branch;

  /**
   * @param {{ repository: string, folder: string, target: string, versions: string, branch?: string }} options - versions: a folder that nothing
   *   else looks at
   */
  constructor({ repository, folder, target, versions, branch = 'deployed' }) {
    this.#repository = repository;
    this.#folder = folder;
    this.#target = target;
    this.#versions = versions;
    this.#branch = branch;
  }

  /** Moves on to the head of the branch. @returns {Promise<string | undefined>} the commit, if there was a new one */
  async follow() {
    const head = (await this.#git('rev-parse', this.#branch)).trim();
    if (this.#current() === head) return undefined;
    const place = join(this.#versions, head);
    if (!existsSync(place)) await this.#take(head, place);
    // A link can't be changed, but another one can be renamed over it, and at no moment is there none.
    const next = join(this.#versions, '.next');
    rmSync(next, { force: true });
    symlinkSync(place, next);
    renameSync(next, this.#target);
    this.#forget(head);
    return head;
  }

  #current() {
    try {
      return basename(readlinkSync(this.#target));
    } catch {
      return undefined;
    }
  }

  async #take(commit, place) {
    const unfinished = `${place}.tmp`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    const archive = join(unfinished, '.archive.tar');
    await this.#git('archive', '-o', archive, `${commit}:${this.#folder}`);
    // -m: with the time of now, by which Airflow sees that files have to be read again.
    await run(['tar', '-xmf', archive, '-C', unfinished]);
    rmSync(archive);
    writeFileSync(join(unfinished, '.sluice-commit'), `${commit}\n`);
    renameSync(unfinished, place);
  }

  #forget(head) {
    const versions = this.#versions;
    const others = readdirSync(versions)
      .filter(name => name !== head && name !== '.next')
      .sort(
        (a, b) =>
          statSync(join(versions, b)).mtimeMs -
          statSync(join(versions, a)).mtimeMs,
      );
    for (const name of others.slice(KEPT))
      rmSync(join(versions, name), { recursive: true });
  }

  #git(...args) {
    return run(['git', '--git-dir', this.#repository, ...args], {
      env: gitEnvironment(),
    });
  }
}
