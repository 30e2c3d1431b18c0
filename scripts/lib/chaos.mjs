import { judged } from './counts.mjs';
import { inRoot, root } from './paths.mjs';
import { startPostgres } from './postgres.mjs';
import { run } from './processes.mjs';

/** Where the run finds its empty database. */
const DATABASE_VARIABLE = 'SLUICE_CHAOS_DATABASE';

/**
 * Kills workers of the promotion engine, and judges what is left. See chaos/run.ts.
 *
 * @param {object} options
 * @param {boolean} options.isShort - some 40 kills rather than 1,000
 * @param {(pid: number) => void} [options.remember] - a process that must not outlive us
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runChaos({ isShort, remember }) {
  const postgres = await startPostgres({ onStarted: remember });
  try {
    const connection = await postgres.createDatabase('chaos');
    const { code, output } = await run(
      process.execPath,
      [
        '--enable-source-maps',
        ...['--require', '@backstage/cli-node/config/nodeTransform.cjs'],
        inRoot('chaos/run.ts'),
        ...(isShort ? ['--short'] : []),
      ],
      {
        cwd: root,
        env: { ...process.env, [DATABASE_VARIABLE]: connection },
        onOutput: text => process.stdout.write(text),
      },
    );
    return judged(lastCounts(output), code);
  } finally {
    await postgres.stop();
  }
}

/**
 * What the last line of a command says that ends with "N passed, N failed".
 *
 * @param {string} output
 * @returns {import('./counts.mjs').Counts} nothing, where it didn't get that far
 */
export function lastCounts(output) {
  const found = /(\d+) passed, (\d+) failed\s*$/.exec(output);
  return { passed: Number(found?.[1] ?? 0), failed: Number(found?.[2] ?? 0) };
}
