import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { usageError } from '../exitCodes';

/** Folders with what others wrote, or tools made. */
const LEFT_OUT = ['node_modules', '.git', 'dist', 'target', 'dbt_packages'];

/** A file to check. @public */
export type FoundFile = {
  /** As it is told, relative to the folder where the program was called. */
  name: string;
  full: string;
  /** It was named itself, so it has to be one of Sluice's. */
  isNamed: boolean;
};

/**
 * The files of YAML that are named, and that are in folders that are named.
 *
 * @param options - `ignore`: names of folders that are left out
 * @throws CommandError if one isn't there
 * @public
 */
export async function findFiles(
  paths: readonly string[],
  options: { cwd: string; ignore: readonly string[] },
): Promise<FoundFile[]> {
  const { cwd } = options;
  const leftOut = new Set([...LEFT_OUT, ...options.ignore]);
  const found = new Map<string, FoundFile>();
  const add = (full: string, isNamed: boolean) => {
    if (found.has(full)) return;
    const name = path.relative(cwd, full) || full;
    found.set(full, { name, full, isNamed });
  };
  for (const named of paths) {
    const full = path.resolve(cwd, named);
    let isFolder: boolean;
    try {
      isFolder = (await stat(full)).isDirectory();
    } catch (error) {
      throw usageError(`${named} can't be read: ${(error as Error).message}`);
    }
    if (!isFolder) {
      add(full, true);
      continue;
    }
    for (const file of await filesBelow(full, leftOut)) add(file, false);
  }
  return [...found.values()];
}

async function filesBelow(
  folder: string,
  leftOut: ReadonlySet<string>,
): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!leftOut.has(entry.name)) {
        files.push(...(await filesBelow(full, leftOut)));
      }
    } else if (entry.isFile() && /\.ya?ml$/i.test(entry.name)) {
      files.push(full);
    }
  }
  return files;
}
