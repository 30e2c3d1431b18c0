import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What an operation did to a simulated cluster. @internal */
export type OperationLine = {
  /** Of the cluster. */
  sourceId: string;
  operationId: number;
  fencingToken: number;
  /** ISO 8601 in UTC. */
  at: string;
} & (
  | {
      does: 'reset';
      group: string;
      offsets: Array<{ topic: string; partition: number; offset: number }>;
    }
  | {
      /** One batch of a replay: of one partition of the dead-letter topic, up to `to`, to partitions of another topic. */
      does: 'copy';
      topic: string;
      partition: number;
      to: number;
      into: string;
      messages: number;
    }
  | {
      /** A connector is paused or goes on. */
      does: 'switch';
      connector: string;
      state: 'PAUSED' | 'RUNNING';
    }
);

/**
 * What operations did to the simulated clusters: a file of JSON lines that is only ever appended to. A line of a worker that was taken over
 * doesn't count, and neither does a batch that an earlier line has copied.
 *
 * @internal
 */
export class OperationLog {
  readonly #file: string | undefined;
  #size = -1;
  #lines: OperationLine[] = [];

  /** @param file - undefined: nothing is kept, and nothing can be done */
  constructor(file: string | undefined) {
    this.#file = file;
    if (file) mkdirSync(dirname(file), { recursive: true });
  }

  /** Those that count, the oldest first. */
  lines(sourceId: string): OperationLine[] {
    return this.#all().filter(line => line.sourceId === sourceId);
  }

  async append(line: OperationLine): Promise<void> {
    const file = await open(this.#file!, 'a');
    try {
      // A torn line before it spoils no other.
      await file.appendFile(`\n${JSON.stringify(line)}\n`);
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  #all(): OperationLine[] {
    if (!this.#file) return [];
    const size = sizeOf(this.#file);
    if (size !== this.#size) {
      this.#lines = size === 0 ? [] : counting(read(this.#file));
      this.#size = size;
    }
    return this.#lines;
  }
}

function sizeOf(path: string): number {
  closeSync(openSync(path, 'a'));
  return statSync(path).size;
}

function read(path: string): OperationLine[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap(text => {
      try {
        return text ? [JSON.parse(text) as OperationLine] : [];
      } catch {
        return [];
      }
    });
}

/** Without what a worker wrote after it was taken over, and what was done already. */
function counting(lines: OperationLine[]): OperationLine[] {
  const tokens = new Map<number, number>();
  const reset = new Set<number>();
  const copiedTo = new Map<string, number>();
  return lines.filter(line => {
    const { fencingToken, operationId } = line;
    if (fencingToken < (tokens.get(operationId) ?? 0)) return false;
    tokens.set(operationId, fencingToken);
    if (line.does === 'reset') {
      const isFirst = !reset.has(operationId);
      reset.add(operationId);
      return isFirst;
    }
    if (line.does === 'switch') return true;
    const key = `${operationId}/${line.partition}`;
    if (line.to <= (copiedTo.get(key) ?? -1)) return false;
    copiedTo.set(key, line.to);
    return true;
  });
}
