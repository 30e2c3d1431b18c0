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

const project = join(labSource, 'dbt', 'project');
const requirements = join(labSource, 'dbt', 'requirements-dbt.txt');

/** What dbt leaves behind: of a build the first two, of `source freshness` the last. */
export const ARTIFACTS = ['manifest', 'run_results', 'sources'];

/**
 * A dbt Core with Northstar's marts on DuckDB, everything it writes under `.lab/dbt`. It is no service: it runs when told.
 *
 * @param {{ say?: (line: string) => void }} [options]
 */
export function dbtProject({ say = () => {} } = {}) {
  const home = serviceDir('dbt');
  const target = join(home, 'target');

  /** dbt exits with 1 where a test or a model failed, which is no failure of the lab. */
  async function dbt(...args) {
    mkdirSync(home, { recursive: true });
    const bin = await pythonEnvironment({
      requirements,
      python: '>=3.11,<3.14',
      say: line => say(`dbt: ${line}`),
      log: join(logDir('dbt'), 'install.log'),
    });
    const env = {
      ...withPath(bin, cleanEnvironment()),
      DBT_PROFILES_DIR: project,
      DBT_PROJECT_DIR: project,
      DBT_TARGET_PATH: target,
      DBT_LOG_PATH: logDir('dbt'),
      SLUICE_LAB_DBT_DATABASE: join(home, 'northstar.duckdb'),
    };
    const child = spawn(join(bin, 'dbt'), args, {
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
