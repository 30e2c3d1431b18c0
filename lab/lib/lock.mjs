import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { identityOf } from './process-table.mjs';
import { waitUntil } from './wait.mjs';

/** @returns {number | undefined} the pid that holds the lock, undefined when it died and left it behind */
export function lockHolder(file) {
  let holder;
  try {
    holder = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
  return identityOf(holder.pid) === holder.identity ? holder.pid : undefined;
}

/** @returns {boolean} whether this process has the lock now */
export function tryLock(file) {
  const mine = JSON.stringify({
    pid: process.pid,
    identity: identityOf(process.pid),
  });
  try {
    writeFileSync(file, mine, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (lockHolder(file) !== undefined) return false;
  rmSync(file, { force: true }); // Left behind by a process that is gone.
  return tryLock(file);
}

export const unlock = file => rmSync(file, { force: true });

/** Does `work` while no other process does the same. @template T @param {string} file @param {() => Promise<T>} work */
export async function withLock(file, work) {
  await waitUntil(`the lock ${file}`, () => tryLock(file), {
    timeoutSeconds: 900,
    everyMs: 500,
  });
  try {
    return await work();
  } finally {
    unlock(file);
  }
}
