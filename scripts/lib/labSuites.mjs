import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInPortal } from './browserTests.mjs';
import { asOne, jestCounts, judged, sum } from './counts.mjs';
import { UserError } from './errors.mjs';
import { filesBelow } from './files.mjs';
import { runNodeTests } from './nodeTest.mjs';
import { inRoot, logDir, root } from './paths.mjs';
import { run } from './processes.mjs';

/**
 * @typedef {object} Suite what `lab/suites/<name>/suite.mjs` exports by default
 * @property {string} name
 * @property {string[]} services - of the lab, which it needs; none for a suite that runs programs by itself
 * @property {string} [tests] - for Jest, a glob from the root, `plugins/pipelines-backend-module-airflow/src/**\/*.labtest.ts`; or a
 *   folder, whose `*.labtest.mjs` Node's own test runner takes
 * @property {string[]} [browserTests] - files from the root, run against a portal with app-config.lab.yaml
 * @property {number} minutes - that it takes, about
 * @property {boolean} [full] - too long for every run: only with `npm run test:lab -- full`
 */

/** @returns {Promise<Suite[]>} in the order of their folders' names */
export async function readSuites() {
  const dir = inRoot('lab', 'suites');
  if (!fs.existsSync(dir)) return [];
  const files = fs
    .readdirSync(dir)
    .sort()
    .map(name => path.join(dir, name, 'suite.mjs'))
    .filter(file => fs.existsSync(file));
  return Promise.all(
    files.map(async file => {
      const exported = await import(pathToFileURL(file).href);
      return exported.default ?? exported.suite ?? exported;
    }),
  );
}

/**
 * The suites to run.
 *
 * @param {Suite[]} suites
 * @param {string[]} words - `full`, names of suites, or nothing for all that aren't full
 * @returns {Suite[]}
 */
export function chosen(suites, words) {
  const names = words.filter(word => word !== 'full');
  const stranger = names.find(name => !suites.some(each => each.name === name));
  if (stranger) {
    throw new UserError(
      `Unknown suite '${stranger}', there are: ${suites
        .map(each => each.name)
        .join(', ')}, and full for all`,
    );
  }
  return suites.filter(({ name, full }) =>
    names.length > 0 ? names.includes(name) : !full || words.includes('full'),
  );
}

/** @param {...string} args */
const lab = (...args) =>
  run(process.execPath, [inRoot('lab', 'lab.mjs'), ...args], { cwd: root });

/** What a person sees of an outage comes poll by poll. */
const BROWSER_TIMEOUT_MS = 5 * 60_000;

export const stopLab = () => lab('down');

/**
 * Brings up what a suite needs, runs its tests and stops everything.
 *
 * @param {Suite} suite
 * @param {Pick<import('./parts.mjs').Context, 'progress' | 'signal'>} context
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runSuite(suite, { progress, signal }) {
  const { name, services, browserTests = [] } = suite;
  if (services.length === 0) return runTests(suite);
  try {
    const { code } = await lab('up', '--detach', '--only', services.join(','));
    if (code !== 0) return asOne(false);
    // First, while the lab holds nothing but its own set.
    const seen =
      browserTests.length > 0
        ? await runInPortal(
            { progress, signal, remember: () => {} },
            {
              name: `lab-${name}-browser`,
              files: browserTests,
              extraConfig: [inRoot('app-config.lab.yaml')],
              timeoutMs: BROWSER_TIMEOUT_MS,
            },
          )
        : { passed: 0, failed: 0 };
    if (signal.aborted) return seen;
    return sum([seen, await runTests(suite)]);
  } finally {
    await stopLab();
  }
}

/** @param {Suite} suite */
async function runTests({ name, tests }) {
  if (!tests) return { passed: 0, failed: 0 };
  const files = filesBelow(tests, /\.labtest\.mjs$/);
  if (files.length > 0) return runNodeTests(`lab-${name}`, { files });
  fs.mkdirSync(logDir, { recursive: true });
  const report = path.join(logDir, `lab-${name}.json`);
  fs.rmSync(report, { force: true });
  const { code } = await run(
    process.execPath,
    [
      inRoot('node_modules/jest/bin/jest.js'),
      ...['--config', inRoot('scripts/jest/lab.config.cjs')],
      ...['--runInBand', '--json', `--outputFile=${report}`],
    ],
    {
      cwd: root,
      env: {
        ...process.env,
        CI: 'true',
        NODE_ENV: 'test',
        TZ: 'UTC',
        SLUICE_LAB_TESTS: tests,
      },
    },
  );
  return fs.existsSync(report)
    ? judged(jestCounts(fs.readFileSync(report, 'utf8')), code)
    : asOne(false);
}
