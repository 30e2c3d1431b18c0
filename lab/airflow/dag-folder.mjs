import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const isDagFile = name => name.endsWith('.py');

/** Renamed into place: the scheduler must never parse half a file. */
function replaceFile(dir, name, text) {
  const temporary = join(dir, `.${name}.tmp`);
  writeFileSync(temporary, text);
  renameSync(temporary, join(dir, name));
}

/**
 * Makes the DAG files of a folder the same as those of another. Files that are the same already are left alone; a changed one gets
 * the time of now, by which Airflow sees that it must be parsed again.
 *
 * @param {string} source
 * @param {string} target
 */
export function mirrorDags(source, target) {
  mkdirSync(target, { recursive: true });
  const wanted = readdirSync(source).filter(isDagFile);
  for (const name of readdirSync(target).filter(isDagFile)) {
    if (!wanted.includes(name)) rmSync(join(target, name));
  }
  for (const name of wanted) {
    const text = readFileSync(join(source, name), 'utf8');
    const there = join(target, name);
    if (!existsSync(there) || readFileSync(there, 'utf8') !== text)
      replaceFile(target, name, text);
  }
}

/** How DAGs reach an Airflow 2 instance: files in a folder that it looks through every three seconds. */
export class DagFolder {
  #dir;

  /** @param {string} dir */
  constructor(dir) {
    this.#dir = dir;
  }

  get path() {
    return this.#dir;
  }

  /** Back to the given set. @param {string} source */
  async reset(source) {
    mirrorDags(source, this.#dir);
  }

  /** @param {string} file @param {string} text */
  async write(file, text) {
    replaceFile(this.#dir, file, text);
  }

  /** @param {string} file */
  async remove(file) {
    rmSync(join(this.#dir, file));
  }
}
