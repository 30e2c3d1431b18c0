import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNTS } from '../airflow/accounts.mjs';
import { DagRepository } from '../airflow/dag-repository.mjs';
import { Deployments, UNIT } from '../airflow/deployments.mjs';
import { airflow3Environment, passwordsFile } from '../airflow/environment.mjs';
import { seedName } from '../airflow/seed.mjs';
import { ensureSeededDatabase } from '../lib/database.mjs';
import { labSource } from '../lib/paths.mjs';
import { run } from '../lib/processes.mjs';
import { installPython } from '../lib/python.mjs';
import { Runtime } from '../lib/runtime.mjs';
import { labDatabaseUrl, postgres } from './postgres.mjs';

const labAirflow = join(labSource, 'airflow');
const requirements = join(labAirflow, 'requirements-airflow3.txt');

const installed = runtime =>
  installPython(runtime, { requirements, python: '>=3.11,<3.15' });

const dagsOf = runtime => new DagRepository(runtime.dir);

async function environment(runtime, database) {
  return airflow3Environment({
    bin: await installed(runtime),
    home: runtime.dir,
    port: runtime.port,
    databaseUrl: labDatabaseUrl(database, 'postgresql+psycopg2'),
    repository: dagsOf(runtime).path,
    deployments: {
      name: UNIT,
      repository: new Deployments().path,
      branch: 'deployed',
      folder: `prod/${UNIT}`,
    },
  });
}

async function fillSeed(runtime, database) {
  runtime.say('creating the tables of Airflow 3 (once)');
  const env = await environment(runtime, database);
  await run(['nice', '-n', '5', 'airflow', 'db', 'migrate'], {
    env,
    cwd: runtime.dir,
    log: runtime.logFile('seed'),
  });
}

async function monitor(runtime) {
  const response = await fetch(`${runtime.baseUrl}/api/v2/monitor/health`, {
    signal: AbortSignal.timeout(5000),
  });
  return response.json();
}

async function warmUp(runtime) {
  const response = await fetch(`${runtime.baseUrl}/execution/health`);
  return response.ok;
}

/**
 * An Airflow 3.3 that belongs to the environment prod, beside the Airflow 2 it will one day replace.
 *
 * @type {import('./index.mjs').AirflowService}
 */
export const airflow3 = {
  name: 'airflow3',
  title: 'Airflow 3.3, prod',
  port: 18083,
  needs: [postgres.name],

  apiVersion: 'v2',
  database: 'airflow3',
  apiProcess: 'api-server',
  dagSet: join(labAirflow, 'dags-airflow3'),
  dags: dagsOf,

  async install(runtime) {
    await run(['git', '--version']);
    await installed(runtime);
  },

  async prepare(runtime) {
    const passwords = Object.entries(ACCOUNTS).map(([name, account]) => [
      name,
      account.password,
    ]);
    writeFileSync(
      passwordsFile(runtime.dir),
      JSON.stringify(Object.fromEntries(passwords)),
    );
    await dagsOf(runtime).reset(this.dagSet);
    await new Deployments().ensure();
    await ensureSeededDatabase({
      port: new Runtime(postgres).port,
      name: this.database,
      seed: seedName('airflow3', [requirements], ACCOUNTS),
      fill: database => fillSeed(runtime, database),
    });
  },

  async start(runtime) {
    const env = await environment(runtime, this.database);
    runtime.spawn('api-server', ['airflow', 'api-server'], { env });
    runtime.spawn('dag-processor', ['airflow', 'dag-processor'], { env });
    // Tasks report to the API: one that starts before it answers, fails.
    await runtime.waitUntil('API', () => monitor(runtime));
    runtime.spawn('scheduler', ['airflow', 'scheduler', '--skip-serve-logs'], {
      env,
    });
    // The part that tasks report to is built at its first request, which takes longer (10 s) than a task waits.
    await runtime.waitUntil('task API', () => warmUp(runtime));
  },

  async health(runtime) {
    const health = await monitor(runtime);
    for (const part of ['metadatabase', 'scheduler', 'dag_processor']) {
      if (health[part]?.status !== 'healthy')
        throw new Error(`the ${part} is ${health[part]?.status ?? 'missing'}`);
    }
  },

  address: runtime => runtime.baseUrl,
};
