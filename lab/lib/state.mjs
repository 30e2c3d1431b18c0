import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { stateFile } from './paths.mjs';

/**
 * What the lab started, kept on disk so that any terminal can see and stop it, even after the terminal that started it has died.
 *
 * @typedef {object} ServiceState
 * @property {number} port
 * @property {string} startedAt - ISO 8601
 * @property {import('./processes.mjs').Started[]} processes
 *
 * @typedef {{ services: Record<string, ServiceState> }} LabState
 */

export class StateFile {
  #path;

  constructor(path = stateFile) {
    this.#path = path;
  }

  /** @returns {LabState} */
  read() {
    try {
      return { services: {}, ...JSON.parse(readFileSync(this.#path, 'utf8')) };
    } catch (error) {
      if (error.code === 'ENOENT') return { services: {} };
      throw new Error(`${this.#path} can't be read: ${error.message}`);
    }
  }

  /** @param {string} name @returns {ServiceState | undefined} */
  service(name) {
    return this.read().services[name];
  }

  /** Remembers that a service is being started. @param {string} name @param {number} port */
  begin(name, port, startedAt = new Date()) {
    this.#change(state => {
      state.services[name] = {
        port,
        startedAt: startedAt.toISOString(),
        processes: [],
      };
    });
  }

  /** Remembers a process, replacing an earlier one of the same name. @param {string} name @param {import('./processes.mjs').Started} started */
  add(name, started) {
    this.#change(state => {
      const service = state.services[name];
      service.processes = [
        ...service.processes.filter(each => each.name !== started.name),
        started,
      ];
    });
  }

  /** Forgets some processes of a service. @param {string} name @param {string[]} processNames */
  drop(name, processNames) {
    this.#change(state => {
      const service = state.services[name];
      if (service)
        service.processes = service.processes.filter(
          each => !processNames.includes(each.name),
        );
    });
  }

  /** @param {string} name */
  forget(name) {
    this.#change(state => delete state.services[name]);
  }

  #change(edit) {
    const state = this.read();
    edit(state);
    if (Object.keys(state.services).length === 0) {
      rmSync(this.#path, { force: true });
      return;
    }
    // Renaming is atomic: another terminal never reads half a file.
    mkdirSync(dirname(this.#path), { recursive: true });
    const temporary = `${this.#path}.${process.pid}`;
    writeFileSync(temporary, `${JSON.stringify(state, null, 2)}\n`);
    renameSync(temporary, this.#path);
  }
}
