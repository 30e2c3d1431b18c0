import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from './paths.mjs';

const SKIPPED = new Set(['node_modules', 'dist', 'dist-types']);

/**
 * Files below a folder of the clone whose name matches, sorted; none if the folder doesn't exist.
 *
 * @param {string} dir - relative to the root
 * @param {RegExp} name
 * @returns {string[]} relative to the root
 */
export function filesBelow(dir, name) {
  if (!fs.existsSync(inRoot(dir))) return [];
  return fs
    .readdirSync(inRoot(dir), { withFileTypes: true })
    .filter(entry => !SKIPPED.has(entry.name) && !entry.name.startsWith('.'))
    .flatMap(entry => {
      const file = path.join(dir, entry.name);
      if (entry.isDirectory()) return filesBelow(file, name);
      return name.test(entry.name) ? [file] : [];
    })
    .sort();
}
