import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from './errors.mjs';
import { identify, isRunning, stopGroup } from './processes.mjs';

/**
 * @typedef {import('./processes.mjs').ProcessId} ProcessId
 * @typedef {{owner: ProcessId, children: ProcessId[], url?: string}} Lock
 */

/**
 * The lock in a file, or undefined if there is none or it can't be read (as after a crash in the middle of writing).
 *
 * @param {string} file
 * @returns {Lock | undefined}
 */
export function readLock(file) {
  try {
    const lock = JSON.parse(fs.readFileSync(file, 'utf8'));
    return lock?.owner ? { children: [], ...lock } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The lock's content if its owner still runs.
 *
 * @param {string} file
 */
export function heldLock(file) {
  const lock = readLock(file);
  return lock && isRunning(lock.owner) ? lock : undefined;
}

/**
 * Takes a lock, so that two commands don't work on the same files. A lock whose owner has died is taken over, and what
 * that owner had started and couldn't end any more is ended first.
 *
 * @param {string} file
 * @param {object} options
 * @param {(lock: Lock) => string} options.busy - what to tell when another process holds it
 * @param {string} [options.url]
 */
export async function takeLock(file, { busy, url }) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  /** @type {Lock} */
  const mine = { owner: identify(process.pid), children: [], url };
  const draft = `${file}.${process.pid}`;
  for (;;) {
    try {
      // Written first and linked then, so that nobody ever reads half a lock.
      fs.writeFileSync(draft, JSON.stringify(mine));
      fs.linkSync(draft, file);
      break;
    } catch (error) {
      if (/** @type {any} */ (error).code !== 'EEXIST') throw error;
    } finally {
      fs.rmSync(draft, { force: true });
    }
    const held = heldLock(file);
    if (held) throw new UserError(busy(held));
    for (const child of readLock(file)?.children ?? []) {
      if (isRunning(child)) await stopGroup(child.pid);
    }
    fs.rmSync(file, { force: true });
  }
  return {
    /** Remembers a child for whoever finds this lock after we died. @param {number} pid */
    addChild(pid) {
      mine.children.push(identify(pid));
      fs.writeFileSync(draft, JSON.stringify(mine));
      fs.renameSync(draft, file);
    },
    release() {
      if (readLock(file)?.owner.pid === process.pid) {
        fs.rmSync(file, { force: true });
      }
    },
  };
}

/**
 * Runs work under a lock, waiting while another process holds it.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  for (;;) {
    let lock;
    try {
      lock = await takeLock(file, { busy: () => 'busy' });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      await sleep(500);
      continue;
    }
    try {
      return await work();
    } finally {
      lock.release();
    }
  }
}
