import fs from 'node:fs';
import path from 'node:path';
import { UserError } from './errors.mjs';

const MB = 1024 * 1024;

/**
 * Says in one line that there isn't enough space, before a long step finds out in the middle.
 *
 * @param {string} dir - needn't exist yet
 * @param {number} megabytes
 * @param {string} purpose
 */
export function requireSpace(dir, megabytes, purpose) {
  let existing = path.resolve(dir);
  while (!fs.existsSync(existing)) existing = path.dirname(existing);
  // Node before 18.15 can't tell.
  if (!fs.statfsSync) return;
  const { bavail, bsize } = fs.statfsSync(existing);
  const free = Math.floor((bavail * bsize) / MB);
  if (free < megabytes) {
    throw new UserError(
      `Not enough disk space for ${purpose}: ${free} MB free in ${existing}, ${megabytes} MB needed`,
    );
  }
}
