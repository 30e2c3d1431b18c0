import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LabError } from '../lib/errors.mjs';
import { startService } from '../lib/lifecycle.mjs';
import { Runtime } from '../lib/runtime.mjs';
import { waitUntil } from '../lib/wait.mjs';
import { services } from '../services/index.mjs';
import { labDatabaseUrl } from '../services/postgres.mjs';
import { AirflowApi } from './api.mjs';
import { loadBulk, removeBulk } from './bulk.mjs';

const FINISHED = ['success', 'failed'];

/** See {@link airflowControl}. */
export class AirflowControl {
  #service;
  #runtime;

  /** @param {import('../services/index.mjs').AirflowService} service */
  constructor(service) {
    this.#service = service;
    this.#runtime = new Runtime(service);
  }

  get name() {
    return this.#service.name;
  }

  /** `v1` (Airflow 2) or `v2` (Airflow 3). */
  get apiVersion() {
    return this.#service.apiVersion;
  }

  /** Without the path of the API, as in `http://127.0.0.1:18081`. */
  get baseUrl() {
    return this.#runtime.baseUrl;
  }

  /** The metadata database. */
  get databaseUrl() {
    return labDatabaseUrl(this.#service.database);
  }

  /** The REST API as `admin`, or as the portal's `sluice`. @param {'admin' | 'sluice'} [user] */
  api(user) {
    return new AirflowApi({
      baseUrl: this.baseUrl,
      version: this.apiVersion,
      user,
    });
  }

  /** An outage: of the API alone (runs go on, nobody can read them) or of everything. @param {'api' | 'all'} [part] */
  async stop(part = 'all') {
    await this.#runtime.stop({ only: this.#processes(part) });
  }

  /** The same without a goodbye, as a crash: SIGKILL. @param {'api' | 'all'} [part] */
  async kill(part = 'all') {
    await this.#runtime.stop({ only: this.#processes(part), force: true });
  }

  /** Starts what doesn't run, and returns once all is healthy. DAGs and data are as they were. */
  async start() {
    await startService(this.#service, this.#runtime);
  }

  /** Deploys a DAG file: Airflow 2 finds it in its folder, Airflow 3 in a commit. @returns {Promise<string | undefined>} the commit */
  writeDag(file, text) {
    return this.#dags.write(file, text);
  }

  /** @param {string} file @returns {Promise<string | undefined>} the commit */
  removeDag(file) {
    return this.#dags.remove(file);
  }

  /** The DAG files of the lab, after a test has changed them. */
  resetDags() {
    return this.#dags.reset(this.#service.dagSet);
  }

  /** The text of a DAG file of the lab's set, to deploy a changed one or to move it. @param {string} file */
  labDag(file) {
    return readFileSync(join(this.#service.dagSet, file), 'utf8');
  }

  /**
   * @param {string} dagId
   * @param {{ logicalDate?: string, conf?: object }} [options]
   * @returns {Promise<object>} the run, as the API tells it (`dag_run_id`, `state`, …)
   */
  trigger(dagId, options = {}) {
    return this.api().trigger(dagId, options);
  }

  /** Runs all tasks of a run again. Airflow overwrites the run's start and end. */
  clearRun(dagId, runId) {
    return this.api().clearRun(dagId, runId);
  }

  /** Also freezes runs in flight: their next task doesn't start. */
  pause(dagId) {
    return this.api().setPaused(dagId, true);
  }

  unpause(dagId) {
    return this.api().setPaused(dagId, false);
  }

  /**
   * @param {string} dagId
   * @param {string} runId
   * @param {string} [state] - any end will do when left out
   * @param {{ timeoutSeconds?: number }} [options]
   * @returns {Promise<object>} the run
   */
  waitForRun(dagId, runId, state, { timeoutSeconds = 120 } = {}) {
    const api = this.api();
    let seen;
    return waitUntil(
      `run ${runId} of ${dagId} to be ${state ?? FINISHED.join(' or ')}`,
      async () => {
        const run = await api.run(dagId, runId);
        seen = run.state;
        return (state ? seen === state : FINISHED.includes(seen)) && run;
      },
      {
        timeoutSeconds,
        giveUp: () =>
          FINISHED.includes(seen)
            ? `Run ${runId} of ${dagId} is ${seen}, and was to be ${state}`
            : undefined,
      },
    );
  }

  /**
   * Waits until the DAG can be run, or (`present: false`) until Airflow has noticed that its file is gone.
   *
   * @param {string} dagId
   * @param {{ present?: boolean, timeoutSeconds?: number, matches?: (dag: object) => boolean }} [options] - matches: for a change to
   *   an existing one, as in `dag => dag.description.endsWith('v2')`
   * @returns {Promise<object | undefined>} the DAG
   */
  async waitForDag(
    dagId,
    { present = true, timeoutSeconds = 90, matches = () => true } = {},
  ) {
    const api = this.api();
    const found = await waitUntil(
      `DAG ${dagId} to be ${present ? 'there' : 'gone'}`,
      async () => {
        const dag = await api.dag(dagId);
        return present ? dag && matches(dag) && { dag } : !dag && { dag };
      },
      { timeoutSeconds },
    );
    return found.dag;
  }

  /** @param {string} file @param {boolean} [present] - false: wait until it is gone */
  async waitForImportError(file, present = true, { timeoutSeconds = 90 } = {}) {
    const api = this.api();
    const found = await waitUntil(
      `the import error of ${file} to be ${present ? 'there' : 'gone'}`,
      async () => {
        const error = (await api.importErrors()).find(
          each => basename(each.filename) === file,
        );
        return Boolean(error) === present && { error };
      },
      { timeoutSeconds },
    );
    return found.error;
  }

  /**
   * Many DAGs with finished runs, written to the database: for measuring. Without files, they never run.
   *
   * @param {{ dags?: number, runs?: number }} [options]
   */
  bulkLoad({ dags = 500, runs = 2000 } = {}) {
    return loadBulk({
      databaseUrl: this.databaseUrl,
      apiVersion: this.apiVersion,
      dags,
      runs,
    });
  }

  /** Takes them away again. */
  bulkRemove() {
    return removeBulk({
      databaseUrl: this.databaseUrl,
      apiVersion: this.apiVersion,
    });
  }

  get #dags() {
    return this.#service.dags(this.#runtime);
  }

  #processes(part) {
    return part === 'api' ? [this.#service.apiProcess] : undefined;
  }
}

/**
 * A hand on one Airflow of the running lab, for tests and for trying things by hand.
 *
 * @param {'airflow2-dev' | 'airflow2-prod' | 'airflow3'} name
 */
export function airflowControl(name) {
  const service = services.find(each => each.name === name && each.apiVersion);
  if (!service) throw new LabError(`${name} is no Airflow of the lab`);
  return new AirflowControl(service);
}
