import { type FileHandle, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import type { LedgerHead } from './chain';

/** A head that was written down outside of the database. @internal */
export type ExportedHead = LedgerHead & {
  /** ISO 8601 in UTC. */
  exportedAt: string;
};

/** What the file says. @internal */
export type ReadHeads = {
  heads: ExportedHead[];
  /** Numbers of lines that can't be read. */
  damaged: number[];
};

/** Longer than any line. In bytes. */
const MAX_LINE = 1024;

/**
 * Heads of the ledger in a file: one JSON a line, the newest last. Lines are only added; one that a crash cut off never said
 * anything, and makes way for the next.
 *
 * @internal
 */
export class HeadFile {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** Adds a head, and returns once it is on the disk. */
  async append(head: ExportedHead): Promise<void> {
    await mkdir(path.dirname(this.#file), { recursive: true });
    const handle = await open(this.#file, 'a+');
    try {
      const { size } = await handle.stat();
      const end = await endOfLines(handle, size);
      if (end < size) await handle.truncate(end);
      const { at, exportedAt, hash, seq } = head;
      const line = JSON.stringify({ seq, hash, at, exportedAt });
      await handle.appendFile(`${line}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  /** All heads, the oldest first; none if there is no file yet. */
  async read(): Promise<ReadHeads> {
    const found: ReadHeads = { heads: [], damaged: [] };
    let handle: FileHandle;
    try {
      handle = await open(this.#file, 'r');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return found;
      throw error;
    }
    try {
      const { size } = await handle.stat();
      const end = await endOfLines(handle, size);
      if (end === 0) return found;
      let number = 0;
      for await (const line of handle.readLines({ end: end - 1 })) {
        number++;
        const head = parse(line);
        if (head) found.heads.push(head);
        else found.damaged.push(number);
      }
      return found;
    } finally {
      await handle.close();
    }
  }
}

/** @returns the length in bytes up to and with the last line feed */
async function endOfLines(handle: FileHandle, size: number): Promise<number> {
  const length = Math.min(size, MAX_LINE);
  const { buffer } = await handle.read(
    Buffer.alloc(length),
    0,
    length,
    size - length,
  );
  return size - length + buffer.lastIndexOf('\n') + 1;
}

function parse(line: string): ExportedHead | undefined {
  try {
    const { at, exportedAt, hash, seq } = JSON.parse(line);
    const isHead =
      Number.isSafeInteger(seq) &&
      /^[0-9a-f]{64}$/.test(hash) &&
      typeof at === 'string' &&
      typeof exportedAt === 'string';
    return isHead ? { at, exportedAt, hash, seq } : undefined;
  } catch {
    return undefined;
  }
}
