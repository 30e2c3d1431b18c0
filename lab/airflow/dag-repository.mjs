import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../lib/processes.mjs';
import { mirrorDags } from './dag-folder.mjs';
import { gitEnvironment } from './git-environment.mjs';

/** How DAGs reach the Airflow 3 instance: commits on `main` of a bare repository, which it fetches every three seconds. */
export class DagRepository {
  #bare;
  #work;

  /** @param {string} dir - the service's folder */
  constructor(dir) {
    this.#bare = join(dir, 'dags.git');
    this.#work = join(dir, 'dags-work');
  }

  /** The address that Airflow fetches from. */
  get path() {
    return this.#bare;
  }

  /** Back to the given set, as one more commit. @param {string} source @returns {Promise<string>} the commit */
  async reset(source) {
    if (!existsSync(join(this.#bare, 'HEAD'))) await this.#create();
    mirrorDags(source, this.#work);
    return this.#publish('Back to the set of the lab');
  }

  /** @param {string} file @param {string} text @returns {Promise<string>} the commit */
  async write(file, text) {
    writeFileSync(join(this.#work, file), text);
    return this.#publish(`Change ${file}`);
  }

  /** @param {string} file @returns {Promise<string>} the commit */
  async remove(file) {
    rmSync(join(this.#work, file));
    return this.#publish(`Remove ${file}`);
  }

  /** What `main` points to. */
  async head() {
    return (await this.#git('rev-parse', 'HEAD')).trim();
  }

  async #create() {
    rmSync(this.#work, { recursive: true, force: true });
    mkdirSync(this.#work, { recursive: true });
    await run(
      ['git', 'init', '--quiet', '--bare', '--initial-branch=main', this.#bare],
      { env: gitEnvironment() },
    );
    await this.#git('init', '--quiet', '--initial-branch=main');
    await this.#git('remote', 'add', 'origin', this.#bare);
  }

  async #publish(message) {
    await this.#git('add', '--all');
    if (await this.#git('status', '--porcelain'))
      await this.#git('commit', '--quiet', '--message', message);
    await this.#git('push', '--quiet', 'origin', 'main');
    return this.head();
  }

  #git(...args) {
    return run(['git', ...args], { cwd: this.#work, env: gitEnvironment() });
  }
}
