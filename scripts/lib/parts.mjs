import fs from 'node:fs';
import path from 'node:path';
import { judged, jestCounts } from './counts.mjs';
import { runBrowserTests } from './browserTests.mjs';
import { runChaos } from './chaos.mjs';
import { filesBelow } from './files.mjs';
import { runNodeTests } from './nodeTest.mjs';
import { inRoot, logDir, root } from './paths.mjs';
import { CONNECTION_VARIABLE, startPostgres } from './postgres.mjs';
import { run } from './processes.mjs';

/**
 * @typedef {import('./counts.mjs').Counts} Counts
 *
 * @typedef {object} Context
 * @property {import('./progress.mjs').Progress} progress
 * @property {string[]} rest - what was typed behind the second `--`
 * @property {(pid: number) => void} remember - a process that must not outlive us
 * @property {AbortSignal} signal
 *
 * @typedef {object} Part
 * @property {string} title
 * @property {string} word - by which it is asked for; several parts may share one
 * @property {(context: Context) => Promise<Counts>} run
 */

/** @param {string} script @param {...string} args */
async function check(script, ...args) {
  const { code } = await run(process.execPath, [inRoot(script), ...args], {
    cwd: root,
    env: { ...process.env, CI: 'true' },
  });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

const backstageCli = 'node_modules/@backstage/cli/bin/backstage-cli';

/**
 * Jest over the packages, on SQLite and PostgreSQL. What is typed behind `--` goes to Jest: a path, `-t name`.
 *
 * @param {Context} context
 */
async function unit({ rest, remember }) {
  const own = process.env[CONNECTION_VARIABLE];
  const postgres = own
    ? { connectionString: own, stop: async () => {} }
    : await startPostgres({ onStarted: remember });
  const report = path.join(logDir, `jest-${process.pid}.json`);
  try {
    const { code } = await run(
      process.execPath,
      [
        inRoot(backstageCli),
        ...[
          'repo',
          'test',
          '--maxWorkers=2',
          '--json',
          `--outputFile=${report}`,
        ],
        ...rest,
      ],
      {
        cwd: root,
        env: {
          ...process.env,
          // Without it Jest would watch for changes for ever.
          CI: 'true',
          SLUICE_REQUIRE_POSTGRES: '1',
          [CONNECTION_VARIABLE]: postgres.connectionString,
        },
      },
    );
    return fs.existsSync(report)
      ? judged(jestCounts(fs.readFileSync(report, 'utf8')), code)
      : judged({ passed: 0, failed: 0 }, code);
  } finally {
    fs.rmSync(report, { force: true });
    await postgres.stop();
  }
}

/** @type {Part[]} in the order they run: what fails quickest comes first */
export const PARTS = [
  {
    title: 'Formatting',
    word: 'lint',
    run: () => check('node_modules/prettier/bin-prettier.js', '--check', '.'),
  },
  {
    title: 'Lint',
    word: 'lint',
    run: () => check(backstageCli, 'repo', 'lint', '--max-warnings', '0'),
  },
  {
    title: 'Lint of scripts',
    word: 'lint',
    run: () =>
      check(
        'node_modules/eslint/bin/eslint.js',
        ...['--ext', '.mjs,.cjs,.js,.ts', '--max-warnings', '0'],
        // What stands outside of the packages, which the line above doesn't see.
        ...['scripts', 'e2e', 'lab', 'benchmarks', 'chaos', 'templates'],
      ),
  },
  {
    title: 'Generated files',
    word: 'lint',
    run: () => check('scripts/generate.mjs', '--check'),
  },
  {
    title: 'Types',
    word: 'types',
    run: () => check('node_modules/typescript/bin/tsc'),
  },
  {
    title: 'API reports',
    word: 'types',
    // After the types: it reads the declarations that the type check has written.
    run: () => check('scripts/api-reports.mjs', '--check'),
  },
  { title: 'Packages', word: 'unit', run: unit },
  {
    title: 'Scripts, lab and templates',
    word: 'scripts',
    run: () =>
      runNodeTests('scripts', {
        files: ['scripts', 'lab', 'benchmarks', 'chaos', 'templates'].flatMap(
          dir => filesBelow(dir, /\.test\.mjs$/),
        ),
      }),
  },
  {
    title: 'Kills',
    word: 'chaos',
    run: ({ remember }) => runChaos({ isShort: true, remember }),
  },
  { title: 'Browser', word: 'e2e', run: runBrowserTests },
];

/** The words by which parts can be asked for. */
export const WORDS = [...new Set(PARTS.map(({ word }) => word))];
