import { createHash } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { InputError } from '@backstage/errors';

/**
 * The digest of a file, or of a folder: then it is over the sorted lines that `sha256sum` prints of its files, `<digest>  <path>` with the
 * path in the folder, so that anybody can check it. Folders named `.git` are left out.
 *
 * @returns `sha256:` and 64 hexadecimal digits, and the size of the content in bytes
 * @throws InputError if there is nothing there, or a link: what it points to isn't part of the workspace
 * @internal
 */
export async function contentDigest(
  path: string,
): Promise<{ digest: string; sizeBytes: number }> {
  const found = await lstat(path).catch(() => undefined);
  if (!found) throw new InputError('there is no such file or folder');
  if (found.isSymbolicLink()) throw new InputError('it is a link');
  if (found.isFile()) {
    const { digest, sizeBytes } = await ofFile(path);
    return { digest: `sha256:${digest}`, sizeBytes };
  }
  const lines: string[] = [];
  let sizeBytes = 0;
  for (const file of await filesBelow(path)) {
    const each = await ofFile(file);
    sizeBytes += each.sizeBytes;
    const name = relative(path, file).split(sep).join('/');
    lines.push(`${each.digest}  ${name}\n`);
  }
  if (lines.length === 0) throw new InputError('the folder is empty');
  const hash = createHash('sha256').update(lines.sort().join(''));
  return { digest: `sha256:${hash.digest('hex')}`, sizeBytes };
}

async function ofFile(path: string) {
  const bytes = await readFile(path);
  return {
    digest: createHash('sha256').update(bytes).digest('hex'),
    sizeBytes: bytes.length,
  };
}

async function filesBelow(folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink()) {
      throw new InputError(`${entry.name} in it is a link`);
    }
    if (entry.isDirectory() && entry.name !== '.git') {
      files.push(...(await filesBelow(path)));
    } else if (entry.isFile()) {
      files.push(path);
    }
  }
  return files;
}
