import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNTS } from '../airflow/accounts.mjs';
import { DagFolder } from '../airflow/dag-folder.mjs';
import { Deployments, UNIT } from '../airflow/deployments.mjs';
import { airflow2Environment } from '../airflow/environment.mjs';
import { seedName } from '../airflow/seed.mjs';
import { ensureSeededDatabase } from '../lib/database.mjs';
import { labSource } from '../lib/paths.mjs';
import { HOST } from '../lib/ports.mjs';
import { run } from '../lib/processes.mjs';
import { installPython } from '../lib/python.mjs';
import { Runtime } from '../lib/runtime.mjs';
import { labDatabaseUrl, postgres } from './postgres.mjs';

const labAirflow = join(labSource, 'airflow');
const requirements = join(labAirflow, 'requirements-airflow2.txt');
const seedScript = join(labAirflow, 'seed_airflow2.py');
const SETTINGS = 'airflow_local_settings.py';
const webserverConfig = join(labAirflow, 'webserver_config.py');

const installed = runtime =>
  installPython(runtime, { requirements, python: '>=3.11,<3.13' });

const dagsOf = runtime => new DagFolder(join(runtime.dir, 'dags'));

/** Where deployments are put. */
const syncedOf = runtime => join(dagsOf(runtime).path, UNIT);

async function environment(runtime, database) {
  return {
    ...airflow2Environment({
      bin: await installed(runtime),
      home: runtime.dir,
      port: runtime.port,
      databaseUrl: labDatabaseUrl(database, 'postgresql+psycopg2'),
      dags: dagsOf(runtime).path,
      labAirflow,
    }),
    // For airflow_local_settings.py.
    SLUICE_LAB_UNIT: UNIT,
    SLUICE_LAB_SYNCED: syncedOf(runtime),
  };
}

function installSettings(runtime) {
  const config = join(runtime.dir, 'config');
  mkdirSync(config, { recursive: true });
  copyFileSync(join(labAirflow, SETTINGS), join(config, SETTINGS));
}

async function fillSeed(runtime, database) {
  runtime.say('creating the tables and accounts of Airflow 2 (once)');
  const env = await environment(runtime, database);
  env.AIRFLOW__FAB__UPDATE_FAB_PERMS = 'True';
  env.SLUICE_LAB_ACCOUNTS = JSON.stringify(ACCOUNTS);
  await run(['nice', '-n', '5', 'python', seedScript], {
    env,
    cwd: runtime.dir,
    log: runtime.logFile('seed'),
  });
}

/**
 * An Airflow 2.11 with the least that runs DAGs and answers the REST API: a scheduler and one web worker.
 *
 * @param {{ environment: 'dev' | 'prod', port: number, followsDeployments?: boolean }} options - followsDeployments: also runs what promotions
 *   deploy to its environment, see ../airflow/deployments.mjs
 * @returns {import('./index.mjs').AirflowService}
 */
export const airflow2 = ({
  environment: stage,
  port,
  followsDeployments = false,
}) => ({
  name: `airflow2-${stage}`,
  title: `Airflow 2.11, ${stage}`,
  port,
  needs: [postgres.name],

  apiVersion: 'v1',
  database: `airflow2_${stage}`,
  apiProcess: 'webserver',
  dagSet: join(labAirflow, 'dags'),
  dags: dagsOf,

  async install(runtime) {
    await installed(runtime);
  },

  async prepare(runtime) {
    await dagsOf(runtime).reset(this.dagSet);
    if (followsDeployments) {
      await new Deployments().ensure();
      installSettings(runtime);
    }
    await ensureSeededDatabase({
      port: new Runtime(postgres).port,
      name: this.database,
      seed: seedName(
        'airflow2',
        [requirements, seedScript, webserverConfig],
        ACCOUNTS,
      ),
      fill: database => fillSeed(runtime, database),
    });
  },

  async start(runtime) {
    const env = await environment(runtime, this.database);
    if (followsDeployments) {
      const sync = [process.execPath, join(labAirflow, 'sync.mjs')];
      const from = [new Deployments().path, `${stage}/${UNIT}`];
      const to = [syncedOf(runtime), join(runtime.dir, 'synced')];
      runtime.spawn('sync', [...sync, ...from, ...to], { env: process.env });
    }
    runtime.spawn('scheduler', ['airflow', 'scheduler', '--skip-serve-logs'], {
      env,
    });
    // `airflow webserver` would add a monitor process of 150 MB that restarts gunicorn; the lab can do without.
    const gunicorn = [
      'gunicorn',
      '--workers',
      '1',
      '--worker-class',
      'gthread',
      '--threads',
      '4',
      '--timeout',
      '120',
      // Longer than Node keeps an idle connection (4 s), or it now and then sends a request into one that has just been closed.
      '--keep-alive',
      '75',
    ];
    const bind = ['--no-control-socket', '--bind', `${HOST}:${runtime.port}`];
    runtime.spawn(
      'webserver',
      [...gunicorn, ...bind, 'airflow.www.app:cached_app()'],
      { env },
    );
  },

  async health(runtime) {
    const response = await fetch(`${runtime.baseUrl}/health`, {
      signal: AbortSignal.timeout(5000),
    });
    const { metadatabase, scheduler } = await response.json();
    if (metadatabase.status !== 'healthy')
      throw new Error('the database is unhealthy');
    if (scheduler.status !== 'healthy')
      throw new Error('the scheduler is unhealthy');
  },

  address: runtime => runtime.baseUrl,
});
