import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type DeploymentRecord,
  newUnitState,
  takeIn,
  type Taken,
  type UnitState,
} from './records';

type WithoutCommon<T> = T extends unknown ? Omit<T, 'id' | 'at'> : never;

/** A line to be written. @internal */
export type NewRecord = WithoutCommon<DeploymentRecord>;

/**
 * What happened to one simulated environment: a file of JSON lines that is only ever appended to, and what they come to.
 *
 * Several processes may write to it, and each may die at any moment. There is no lock that one of them could leave behind: a line goes
 * out in one write at the end of the file, and whether it counts is read from the order of all lines afterwards, see {@link takeIn}.
 * Each line begins with a line end, so that a torn one spoils no other.
 *
 * @internal
 */
export class EnvironmentLog {
  readonly #file: string;
  readonly #now: () => Date;
  readonly #isDurable: boolean;
  #offset = 0;
  #rest = Buffer.alloc(0);
  #units = new Map<string, UnitState>();
  #lines: Array<{ record: DeploymentRecord; taken: Taken }> = [];
  #takenById = new Map<string, Taken>();

  /** @param options - `isDurable`: whether a line outlives a machine that stops at once; by default it does */
  constructor(options: { file: string; now: () => Date; isDurable?: boolean }) {
    this.#file = options.file;
    this.#now = options.now;
    this.#isDurable = options.isDurable ?? true;
    mkdirSync(dirname(options.file), { recursive: true });
  }

  /** What was written by now comes to, for one unit. */
  unit(name: string): UnitState {
    this.refresh();
    return this.known(name);
  }

  /** The same as of the last time that the file was looked at. */
  known(name: string): UnitState {
    return this.#units.get(name) ?? newUnitState();
  }

  /** All lines so far, with what became of each: to count what really happened. */
  lines(): Array<{ record: DeploymentRecord; taken: Taken }> {
    this.refresh();
    return [...this.#lines];
  }

  /** Writes a line, and says whether it counts. */
  async append(record: NewRecord): Promise<Taken> {
    const line: DeploymentRecord = {
      id: randomUUID(),
      at: this.#now().toISOString(),
      ...record,
    };
    const file = await open(this.#file, 'a');
    try {
      await file.appendFile(`\n${JSON.stringify(line)}\n`);
      if (this.#isDurable) await file.datasync();
    } finally {
      await file.close();
    }
    this.refresh();
    const taken = this.#takenById.get(line.id);
    if (!taken) {
      throw new Error(`${this.#file} was changed while it was written to`);
    }
    return taken;
  }

  /** Takes in what was written since the last time, here or by another process. */
  refresh(): void {
    let file: number;
    try {
      file = openSync(this.#file, 'r');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      this.#forget();
      return;
    }
    try {
      const { size } = fstatSync(file);
      if (size < this.#offset) this.#forget();
      if (size === this.#offset) return;
      const added = Buffer.alloc(size - this.#offset);
      const length = readSync(file, added, 0, added.length, this.#offset);
      this.#offset += length;
      this.#read(Buffer.concat([this.#rest, added.subarray(0, length)]));
    } finally {
      closeSync(file);
    }
  }

  #read(bytes: Buffer): void {
    // What stands after the last line end is still being written.
    const end = bytes.lastIndexOf(0x0a) + 1;
    this.#rest = bytes.subarray(end);
    for (const line of bytes.toString('utf8', 0, end).split('\n')) {
      const record = parsed(line);
      if (!record) continue;
      const state = this.known(record.unit);
      this.#units.set(record.unit, state);
      const taken = takeIn(state, record);
      this.#lines.push({ record, taken });
      this.#takenById.set(record.id, taken);
    }
  }

  /** Somebody dropped the demo's data. */
  #forget(): void {
    this.#offset = 0;
    this.#rest = Buffer.alloc(0);
    this.#units = new Map();
    this.#lines = [];
    this.#takenById = new Map();
  }
}

/** A line that its writer didn't finish is no record. */
function parsed(line: string): DeploymentRecord | undefined {
  if (line.trim() === '') return undefined;
  try {
    return JSON.parse(line) as DeploymentRecord;
  } catch {
    return undefined;
  }
}
