import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The root of the clone. */
export const repoRoot = resolve(import.meta.dirname, '../..');

/** Everything a running lab writes: databases, logs, DAG folders, state. Ignored by git, safe to delete when stopped. */
export const labDir = join(repoRoot, '.lab');

/** The lab's own files in the repository. */
export const labSource = join(repoRoot, 'lab');

/** What is dear to download and the same for every clone: Python environments. */
export const cacheDir =
  process.env.SLUICE_CACHE_DIR || join(homedir(), '.cache', 'sluice');

export const stateFile = join(labDir, 'state.json');

/** @param {string} service */
export const serviceDir = service => join(labDir, service);

/** @param {string} service */
export const logDir = service => join(labDir, 'logs', service);
