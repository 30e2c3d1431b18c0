import { join } from 'node:path';
import { HOST } from '../lib/ports.mjs';
import { cleanEnvironment, withPath } from '../lib/python.mjs';
import { ACCOUNTS } from './accounts.mjs';

/** `{ core: { executor: … } }` → `AIRFLOW__CORE__EXECUTOR=…` */
export function airflowVariables(sections) {
  const variables = {};
  for (const [section, options] of Object.entries(sections)) {
    for (const [option, value] of Object.entries(options)) {
      variables[`AIRFLOW__${section.toUpperCase()}__${option.toUpperCase()}`] =
        String(value);
    }
  }
  return variables;
}

const python = value => (value ? 'True' : 'False');

/** What both versions share. The intervals are short: a person (or a test) waits for what they changed. */
const common = ({ databaseUrl }) => ({
  core: {
    load_examples: python(false),
    default_timezone: 'utc',
    fernet_key: '',
    dags_are_paused_at_creation: python(false),
    executor: 'LocalExecutor',
    parallelism: 2,
  },
  database: {
    sql_alchemy_conn: databaseUrl,
    load_default_connections: python(false),
  },
  scheduler: {
    enable_health_check: python(false), // A port more, which nobody asks.
    scheduler_heartbeat_sec: 2,
    catchup_by_default: python(false),
  },
  usage_data_collection: { enabled: python(false) },
});

function environment({ bin, home, sections, shared }) {
  const merged = { ...shared };
  for (const [name, options] of Object.entries(sections))
    merged[name] = { ...shared[name], ...options };
  return {
    ...withPath(bin, cleanEnvironment()),
    AIRFLOW_HOME: home,
    PYTHONUNBUFFERED: '1',
    ...airflowVariables(merged),
  };
}

/**
 * The environment of an Airflow 2.11 instance.
 *
 * @param {{ bin: string, home: string, port: number, databaseUrl: string, dags: string, labAirflow: string }} options -
 *   bin: of the Python environment; labAirflow: the folder this file is in
 * @returns {NodeJS.ProcessEnv}
 */
export const airflow2Environment = ({
  bin,
  home,
  port,
  databaseUrl,
  dags,
  labAirflow,
}) =>
  environment({
    bin,
    home,
    shared: common({ databaseUrl }),
    sections: {
      core: { dags_folder: dags },
      api: { auth_backends: 'airflow.api.auth.backend.basic_auth' },
      webserver: {
        web_server_host: HOST,
        web_server_port: port,
        base_url: `http://${HOST}:${port}`,
        secret_key: 'fake-secret-of-the-lab',
        config_file: join(labAirflow, 'webserver_config.py'),
        expose_config: python(false),
      },
      scheduler: {
        dag_dir_list_interval: 3,
        min_file_process_interval: 30, // A changed file is parsed at once all the same.
        parsing_processes: 1,
      },
      fab: { update_fab_perms: python(false) }, // The seed did it once; at every start it costs 20 s.
    },
  });

/** A bundle that is looked at every three seconds. */
const gitBundle = (name, kwargs) => ({
  name,
  classpath: 'airflow.providers.git.bundles.git.GitDagBundle',
  kwargs: { ...kwargs, refresh_interval: 3 },
});

/**
 * The environment of an Airflow 3.3 instance, whose DAGs are those of the branch `main` of a git repository, and those that promotions deploy.
 *
 * @param {{ bin: string, home: string, port: number, databaseUrl: string, repository: string,
 *   deployments: { name: string, repository: string, branch: string, folder: string } }} options
 * @returns {NodeJS.ProcessEnv}
 */
export const airflow3Environment = ({
  bin,
  home,
  port,
  databaseUrl,
  repository,
  deployments,
}) =>
  environment({
    bin,
    home,
    shared: common({ databaseUrl }),
    sections: {
      core: {
        dags_folder: join(home, 'no-dags'), // All come from the bundle.
        execution_api_server_url: `http://${HOST}:${port}/execution/`,
        simple_auth_manager_users: Object.entries(ACCOUNTS)
          .map(([name, account]) => `${name}:${account.airflow3Role}`)
          .join(','),
        simple_auth_manager_passwords_file: passwordsFile(home),
      },
      api: {
        host: HOST,
        port,
        workers: 1,
        base_url: `http://${HOST}:${port}`,
        secret_key: 'fake-secret-of-the-lab',
      },
      // HS512 wants 64 bytes.
      api_auth: { jwt_secret: 'fake-secret-of-the-lab-'.repeat(4) },
      dag_processor: {
        dag_bundle_storage_path: join(home, 'bundles'),
        dag_bundle_config_list: JSON.stringify([
          gitBundle('lab', { repo_url: repository, tracking_ref: 'main' }),
          gitBundle(deployments.name, {
            repo_url: deployments.repository,
            tracking_ref: deployments.branch,
            subdir: deployments.folder,
          }),
        ]),
        refresh_interval: 3,
        min_file_process_interval: 10, // The version of an unchanged DAG follows a push only then.
        bundle_refresh_check_interval: 1,
        parsing_processes: 1,
      },
    },
  });

export function passwordsFile(home) {
  return join(home, 'passwords.json');
}
