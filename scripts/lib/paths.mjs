import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the clone. */
export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** What the commands keep in the clone: data, logs, the built pages. Ignored by git, safe to delete when stopped. */
export const stateDir = path.join(root, '.sluice');

export const logDir = path.join(stateDir, 'logs');

/** Where `npm start` keeps the portal's databases. */
export const dataDir = path.join(stateDir, 'data');

/** Downloads that a second clone needn't repeat. */
export const cacheDir = process.env.SLUICE_CACHE_DIR
  ? path.resolve(process.env.SLUICE_CACHE_DIR)
  : path.join(os.homedir(), '.cache', 'sluice');

/** @param {string[]} segments */
export const inRoot = (...segments) => path.join(root, ...segments);

/**
 * A path as it is best shown to a person: relative to the clone.
 *
 * @param {string} file
 */
export const shown = file => path.relative(root, file) || '.';
