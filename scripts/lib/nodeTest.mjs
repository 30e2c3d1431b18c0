import fs from 'node:fs';
import path from 'node:path';
import { judged, tapCounts } from './counts.mjs';
import { logDir, root } from './paths.mjs';
import { run } from './processes.mjs';

/**
 * Runs files of Node's own test runner.
 *
 * @param {string} name - of the report in the log folder
 * @param {object} options
 * @param {string[]} options.files
 * @param {string[]} [options.args] - more arguments of `node --test`
 * @param {NodeJS.ProcessEnv} [options.env] - on top of ours
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runNodeTests(name, { files, args = [], env = {} }) {
  if (files.length === 0) return judged({ passed: 0, failed: 0 }, 0);
  const report = path.join(logDir, `${name}.tap`);
  fs.rmSync(report, { force: true });
  const { code } = await run(
    process.execPath,
    [
      '--test',
      ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
      ...['--test-reporter=tap', `--test-reporter-destination=${report}`],
      ...args,
      ...files,
    ],
    { cwd: root, env: { ...process.env, ...env } },
  );
  const tap = fs.existsSync(report) ? fs.readFileSync(report, 'utf8') : '';
  return judged(tapCounts(tap), code);
}
