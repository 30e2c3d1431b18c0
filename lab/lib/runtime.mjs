import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from './errors.mjs';
import { logDir, serviceDir } from './paths.mjs';
import { HOST, portOf } from './ports.mjs';
import {
  isRunning,
  lastLines,
  startProcess,
  stopProcesses,
} from './processes.mjs';
import { StateFile } from './state.mjs';
import { waitUntil } from './wait.mjs';

/**
 * What a service may do with the machine: its folder, its port, its processes. Everything it starts is remembered in the state file.
 */
export class Runtime {
  #service;
  #state;
  #say;

  /** @param {import('../services/index.mjs').Service} service @param {{ state?: StateFile, say?: (line: string) => void }} [options] */
  constructor(service, options = {}) {
    this.#service = service;
    this.#state = options.state ?? new StateFile();
    this.#say = options.say ?? (() => {});
  }

  get name() {
    return this.#service.name;
  }

  /** The port it listens on; while it runs, the one it was started with. */
  get port() {
    return this.#state.service(this.name)?.port ?? portOf(this.#service);
  }

  get baseUrl() {
    return `http://${HOST}:${this.port}`;
  }

  /** The service's own folder under .lab, made on first use. */
  get dir() {
    const dir = serviceDir(this.name);
    mkdirSync(dir, { recursive: true });
    return dir;
  }

  /** @param {string} processName */
  logFile(processName) {
    return join(logDir(this.name), `${processName}.log`);
  }

  /** One line for the person at the terminal. @param {string} line */
  say(line) {
    this.#say(`${this.name}: ${line}`);
  }

  /** @returns {import('./processes.mjs').Started[]} */
  get processes() {
    return this.#state.service(this.name)?.processes ?? [];
  }

  /** Called before start(): from here on the state file knows of the service. */
  begin() {
    if (this.processes.length === 0) this.#state.begin(this.name, this.port);
  }

  /**
   * Starts a process, unless it runs already.
   *
   * @param {string} processName
   * @param {string[]} command
   * @param {{ env: NodeJS.ProcessEnv, cwd?: string, uid?: number, gid?: number, stopSignal?: NodeJS.Signals }} options
   */
  spawn(processName, command, options) {
    if (
      this.processes.some(each => each.name === processName && isRunning(each))
    )
      return;
    const log = this.logFile(processName);
    const started = startProcess(processName, command, {
      cwd: this.dir,
      ...options,
      log,
    });
    this.#state.add(this.name, started);
  }

  /** Waits for an answer, and gives up with the end of the log as soon as one of the service's processes has ended. */
  waitUntil(what, ask, timeoutSeconds = 600) {
    const giveUp = () => {
      const dead = this.processes.find(each => !isRunning(each));
      if (!dead) return undefined;
      const log = this.logFile(dead.name);
      return `${this.name}: the ${
        dead.name
      } process has ended. The end of ${log}:\n${lastLines(log)}`;
    };
    return waitUntil(`${this.name} ${what}`, ask, { timeoutSeconds, giveUp });
  }

  /**
   * Ends the service's processes, or some of them. The state file keeps its port, so that it can be started again where it was.
   *
   * @param {{ only?: string[], force?: boolean }} [options]
   */
  async stop({ only, force } = {}) {
    const chosen = this.processes.filter(
      each => !only || only.includes(each.name),
    );
    if (only && chosen.length < only.length) {
      const known = this.processes.map(each => each.name).join(', ');
      throw new LabError(
        `${this.name} doesn't run ${only.join(', ')} (it runs: ${
          known || 'nothing'
        })`,
      );
    }
    await stopProcesses(chosen, { force });
    this.#state.drop(
      this.name,
      chosen.map(each => each.name),
    );
  }

  /** Called after stop(): the service is no longer part of what runs. */
  forget() {
    this.#state.forget(this.name);
  }
}
