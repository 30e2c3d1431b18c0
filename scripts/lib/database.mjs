import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { UserError } from './errors.mjs';
import { heldLock } from './lock.mjs';
import { inRoot, shown } from './paths.mjs';

/** The plugins of the portal that keep something. One that is missing here works too, only slower. */
const PLUGINS = [
  'app',
  'auth',
  'catalog',
  'events',
  'mcp-actions',
  'notifications',
  'permission',
  'pipelines',
  'scaffolder',
  'search',
  'signals',
  'user-settings',
];

/**
 * The lock that keeps two portals off the same databases: SQLite takes one process at a time.
 *
 * @param {string} dataDir
 */
export const lockFileOf = dataDir => `${dataDir}.lock`;

/**
 * Creates the databases that don't exist yet, with a write-ahead log: a file remembers that, and the catalog fills
 * more than twice as fast with it. Backstage itself has no setting for it.
 *
 * @param {string} dataDir
 */
export function createDatabases(dataDir) {
  fs.mkdirSync(dataDir, { recursive: true });
  const Database = createRequire(inRoot('packages/backend/package.json'))(
    'better-sqlite3',
  );
  for (const plugin of PLUGINS) {
    const file = path.join(dataDir, `${plugin}.sqlite`);
    if (fs.existsSync(file)) continue;
    const database = new Database(file);
    database.pragma('journal_mode = WAL');
    database.close();
  }
}

/** @param {import('./lock.mjs').Lock} lock */
export const alreadyRunning = lock =>
  `Sluice already runs from this folder${
    lock.url ? ` at ${lock.url}` : ''
  } (process ${lock.owner.pid}): stop it first with Ctrl-C in its terminal`;

/**
 * Drops the embedded data, after asking.
 *
 * @param {string} dataDir
 * @param {object} options
 * @param {boolean} options.yes - don't ask
 * @returns {Promise<boolean>} whether there was anything to drop
 */
export async function resetData(dataDir, { yes }) {
  const held = heldLock(lockFileOf(dataDir));
  if (held) throw new UserError(alreadyRunning(held));
  if (!fs.existsSync(dataDir)) return false;
  if (!yes) {
    if (!process.stdin.isTTY) {
      throw new UserError(
        '--reset drops all embedded data and asks first: where nobody can answer, add --yes',
      );
    }
    const terminal = createInterface({
      input: process.stdin,
      output: process.stdout,
    });
    const answer = await terminal.question(
      `Drop all embedded data in ${shown(
        dataDir,
      )} (promotions, approvals, ledger, catalog)? [y/N] `,
    );
    terminal.close();
    if (!/^y(es)?$/i.test(answer.trim())) {
      throw new UserError('Nothing was dropped');
    }
  }
  fs.rmSync(dataDir, { recursive: true, force: true });
  return true;
}
