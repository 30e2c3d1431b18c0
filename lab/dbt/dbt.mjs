import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../lib/errors.mjs';
import { labSource, logDir, serviceDir } from '../lib/paths.mjs';
import {
  cleanEnvironment,
  pythonEnvironment,
  withPath,
} from '../lib/python.mjs';
import { Runtime } from '../lib/runtime.mjs';
import { snowflake } from '../services/snowflake.mjs';

const project = join(labSource, 'dbt', 'project');

/** Where the marts are built, by the name of the target in profiles.yml. */
const WAREHOUSES = {
  duckdb: {
    target: 'prod',
    requirements: 'requirements-dbt.txt',
    home: 'dbt',
  },
  snowflake: {
    target: 'prod_snowflake',
    requirements: 'requirements-dbt-snowflake.txt',
    home: 'dbt-snowflake',
  },
};

/** What dbt leaves behind: of a build the first two, of `source freshness` the last. */
export const ARTIFACTS = ['manifest', 'run_results', 'sources'];

/**
 * A dbt Core with Northstar's marts, on DuckDB or on the lab's Snowflake, which has to run. Everything it writes itself is under `.lab/dbt`, or
 * `.lab/dbt-snowflake`. It is no service: it runs when told.
 *
 * @param {{ warehouse?: keyof typeof WAREHOUSES, say?: (line: string) => void }} [options]
 */
export function dbtProject({ warehouse = 'duckdb', say = () => {} } = {}) {
  const chosen = WAREHOUSES[warehouse];
  if (!chosen) {
    throw new LabError(
      `dbt builds to ${Object.keys(WAREHOUSES).join(
        ' or ',
      )}, not to ${warehouse}`,
    );
  }
  const { home: folder, requirements, target: profile } = chosen;
  const home = serviceDir(folder);
  const target = join(home, 'target');

  /** dbt exits with 1 where a test or a model failed, which is no failure of the lab. */
  async function dbt(...args) {
    mkdirSync(home, { recursive: true });
    const bin = await pythonEnvironment({
      requirements: join(labSource, 'dbt', requirements),
      python: '>=3.11,<3.14',
      say: line => say(`dbt: ${line}`),
      log: join(logDir(folder), 'install.log'),
    });
    const env = {
      ...withPath(bin, cleanEnvironment()),
      DBT_PROFILES_DIR: project,
      DBT_PROJECT_DIR: project,
      DBT_TARGET_PATH: target,
      DBT_LOG_PATH: logDir(folder),
      SLUICE_LAB_DBT_DATABASE: join(home, 'northstar.duckdb'),
      SLUICE_LAB_SNOWFLAKE_PORT: String(new Runtime(snowflake).port),
    };
    const child = spawn(join(bin, 'dbt'), [...args, '--target', profile], {
      cwd: home,
      env,
      // What this prints is for people; what a program reads are the artifacts.
      stdio: ['ignore', 2, 2],
    });
    const [code, signal] = await once(child, 'exit');
    if (code === null || code > 2) {
      throw new LabError(`dbt ${args[0]} ended with ${signal ?? code}`);
    }
    return { succeeded: code === 0 };
  }

  return {
    /** Writes the raw tables, as if they had been loaded that long ago. @param {{ ageHours?: number }} [options] */
    async load({ ageHours = 0 } = {}) {
      const args = JSON.stringify({ age_hours: ageHours });
      const { succeeded } = await dbt(
        'run-operation',
        'load_raw',
        '--args',
        args,
      );
      if (!succeeded) throw new LabError("dbt couldn't load the raw tables");
    },

    /**
     * Models and tests.
     *
     * @param {{ vars?: Record<string, unknown>, select?: string }} [options] - vars: `{ largest_order: 10 }` makes a test fail
     */
    build: ({ vars = {}, select } = {}) =>
      dbt(
        'build',
        '--vars',
        JSON.stringify(vars),
        ...(select ? ['--select', select] : []),
      ),

    /** What the last build left undone: failed or skipped. @param {{ vars?: Record<string, unknown> }} [options] */
    retry: ({ vars = {} } = {}) => dbt('retry', '--vars', JSON.stringify(vars)),

    /** How old the sources are: a warning after 6 h, an error after 24 h. */
    sourceFreshness: () => dbt('source', 'freshness'),

    /** What the last commands left. @param {'manifest' | 'run_results' | 'sources'} name @returns {object} */
    artifact(name) {
      const file = join(target, `${name}.json`);
      if (!existsSync(file)) throw new LabError(`dbt hasn't left ${file} yet`);
      return JSON.parse(readFileSync(file, 'utf8'));
    },

    target,
  };
}
