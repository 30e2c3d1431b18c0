import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { InputError, NotFoundError } from '@backstage/errors';
import { sha256 } from '../canonical/digest';

/** Keeps files by what is in them. @internal */
export interface ArtifactStore {
  /** Keeps bytes, and returns once they are safe. @returns their SHA-256 */
  put(bytes: Uint8Array): Promise<string>;
  /** @throws NotFoundError if they aren't there; Error if they aren't what they were */
  get(digest: string): Promise<Uint8Array>;
}

/** {@link ArtifactStore} in a directory: `ab/abcdef…`. @internal */
export class DirectoryArtifactStore implements ArtifactStore {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async put(bytes: Uint8Array): Promise<string> {
    const digest = sha256(bytes);
    const file = this.#file(digest);
    await mkdir(path.dirname(file), { recursive: true });
    // Under another name first: a crash leaves nothing half-written under the digest.
    const temporary = `${file}.${randomUUID()}`;
    try {
      const handle = await open(temporary, 'wx');
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, file);
    } finally {
      await rm(temporary, { force: true });
    }
    return digest;
  }

  async get(digest: string): Promise<Uint8Array> {
    let bytes: Uint8Array;
    try {
      bytes = await readFile(this.#file(digest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      throw new NotFoundError(`The file ${digest} is not in the store`);
    }
    if (sha256(bytes) !== digest) {
      throw new Error(
        `The file ${digest} is not what it was when it was stored: it was changed`,
      );
    }
    return bytes;
  }

  #file(digest: string): string {
    if (!/^[0-9a-f]{64}$/.test(digest)) {
      throw new InputError('A digest has 64 hex digits');
    }
    return path.join(this.#directory, digest.slice(0, 2), digest);
  }
}
