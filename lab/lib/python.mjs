import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { LabError } from './errors.mjs';
import { withLock } from './lock.mjs';
import { cacheDir } from './paths.mjs';
import { run } from './processes.mjs';
import { uvSettings } from './python-index.mjs';

const UV = 'uv==0.13.8';
const NO_PYTHON =
  'The lab needs Python 3.11 or 3.12: no python3 (3.10 or newer, with its venv module) is here (Debian and Ubuntu: apt install python3-venv).';

/** Variables of the person's own Python or Airflow that would leak into the lab's. */
const FOREIGN = /^(AIRFLOW_|PYTHONPATH$|PYTHONHOME$|VIRTUAL_ENV$|CONDA_)/;

/** @returns {NodeJS.ProcessEnv} */
export function cleanEnvironment(env = process.env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !FOREIGN.test(name)),
  );
}

async function requirePython() {
  const check =
    'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))';
  await run(['python3', '-c', check]).catch(() => {
    throw new LabError(NO_PYTHON);
  });
}

/** @returns {Promise<string>} the path of a private uv */
async function installUv() {
  const home = join(cacheDir, UV.replace('==', '-'));
  const ready = join(home, '.ready');
  if (!existsSync(ready)) {
    await requirePython();
    rmSync(home, { recursive: true, force: true });
    await run(['python3', '-m', 'venv', home]);
    await run([
      join(home, 'bin/pip'),
      'install',
      '--quiet',
      '--disable-pip-version-check',
      UV,
    ]);
    writeFileSync(ready, '');
  }
  return home;
}

/**
 * A Python environment with exactly these packages, shared by every clone on the machine. Another content of the file is another
 * environment, so nothing is ever changed under a running service.
 *
 * @param {object} options
 * @param {string} options.requirements - a file of pinned requirements
 * @param {string} options.python - which versions will do, as in `>=3.11,<3.13`
 * @param {(line: string) => void} options.say
 * @param {string} options.log
 * @returns {Promise<string>} the environment's bin folder
 */
export async function pythonEnvironment({ requirements, python, say, log }) {
  const content = readFileSync(requirements);
  const hash = createHash('sha256')
    .update(content)
    .update(python)
    .digest('hex')
    .slice(0, 12);
  const title = basename(requirements, '.txt').replace(/^requirements-/, '');
  const home = join(cacheDir, `${title}-${hash}`);
  const ready = join(home, '.ready');
  if (existsSync(ready)) return join(home, 'bin');

  mkdirSync(cacheDir, { recursive: true });
  // Two clones may come here at once; an environment can't be built elsewhere and moved, its scripts hold its path.
  await withLock(`${home}.lock`, async () => {
    if (existsSync(ready)) return;
    say(`installing ${title} from the Python package index (once per machine)`);
    const uvHome = await installUv();
    const uv = join(uvHome, 'bin/uv');
    const clean = cleanEnvironment();
    const pipConfig = await run([join(uvHome, 'bin/pip'), 'config', 'list'], {
      env: clean,
    });
    const env = {
      ...clean,
      ...uvSettings(pipConfig, clean),
      UV_PYTHON_DOWNLOADS: 'never', // Packages only: an interpreter would come from elsewhere.
      UV_NO_CONFIG: '1',
    };
    rmSync(home, { recursive: true, force: true });
    await run([uv, 'venv', '--quiet', '--python', python, home], {
      env,
      log,
    }).catch(error => {
      throw new LabError(
        `${title} needs a Python ${python}, and there is none in the PATH.\n${error.message}`,
      );
    });
    // Without compiling now, each of the first processes would do it again for itself.
    await run(
      [
        uv,
        'pip',
        'install',
        '--quiet',
        '--compile-bytecode',
        '--python',
        join(home, 'bin/python'),
        '-r',
        requirements,
      ],
      { env, log },
    );
    writeFileSync(ready, '');
  });
  return join(home, 'bin');
}

/**
 * The Python environment of a service, installed where it isn't there yet.
 *
 * @param {import('./runtime.mjs').Runtime} runtime - of the service: told what is being done, and it keeps the log
 * @param {{ requirements: string, python: string }} options - as of {@link pythonEnvironment}
 * @returns {Promise<string>} the environment's bin folder
 */
export const installPython = (runtime, options) =>
  pythonEnvironment({
    ...options,
    say: line => runtime.say(line),
    log: runtime.logFile('install'),
  });

/** @param {string} bin @param {NodeJS.ProcessEnv} env */
export const withPath = (bin, env) => ({
  ...env,
  PATH: [bin, env.PATH].join(delimiter),
});
