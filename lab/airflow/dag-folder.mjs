import {
  cpSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const isDagFile = name => name.endsWith('.py');

/** Makes the DAG files of a folder the same as those of another. @param {string} source @param {string} target */
export function mirrorDags(source, target) {
  mkdirSync(target, { recursive: true });
  const wanted = readdirSync(source).filter(isDagFile);
  for (const name of readdirSync(target).filter(isDagFile)) {
    if (!wanted.includes(name)) rmSync(join(target, name));
  }
  for (const name of wanted)
    cpSync(join(source, name), join(target, name), {
      preserveTimestamps: true,
    });
}

/** How DAGs reach an Airflow 2 instance: files in a folder that it rereads every three seconds. */
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
    // Renamed into place: the scheduler must never parse half a file.
    const temporary = join(this.#dir, `.${file}.tmp`);
    writeFileSync(temporary, text);
    renameSync(temporary, join(this.#dir, file));
  }

  /** @param {string} file */
  async remove(file) {
    rmSync(join(this.#dir, file));
  }
}
