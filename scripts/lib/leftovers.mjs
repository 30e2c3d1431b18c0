import fs from 'node:fs';
import path from 'node:path';
import { startOf } from './processes.mjs';

/** A folder that is only being set up has no process yet. */
const GRACE_MS = 10 * 60_000;

/**
 * Removes the throw-away folders of commands that were killed before they could do so.
 *
 * @param {string} dir
 * @param {string} prefix - of the folders' names
 * @param {(folder: string) => number} pidOf - the process that uses a folder; NaN if it can't be told
 */
export function removeLeftovers(dir, prefix, pidOf) {
  if (!fs.existsSync(dir)) return;
  for (const name of fs.readdirSync(dir)) {
    const folder = path.join(dir, name);
    if (!name.startsWith(prefix) || !fs.statSync(folder).isDirectory())
      continue;
    const pid = pidOf(folder);
    const isYoung = Date.now() - fs.statSync(folder).mtimeMs < GRACE_MS;
    const isUsed = Number.isNaN(pid) ? isYoung : startOf(pid) !== undefined;
    if (!isUsed) fs.rmSync(folder, { recursive: true, force: true });
  }
}
