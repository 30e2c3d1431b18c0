import fs from 'node:fs';
import path from 'node:path';
import { StaleFencingTokenError } from '@sluice/plugin-pipelines-node';

/** One line of what happened at a target. */
export type TargetEntry = {
  unit: string;
  promotionId: number;
  step: string;
  stepKey: string;
  releaseId: number;
  releaseDigest: string;
  version: string;
  fencingToken: number;
  /** Of the process that did it. */
  pid: number;
  /** Milliseconds since 1970. */
  at: number;
  /** Whether the step was done before, so that this one did nothing: somebody tried without looking. */
  isRepeated: boolean;
};

/**
 * The target's own memory of what was done to it, outside of any database: one file an entry, which appears as a whole under the next free number
 * or not at all. It is what counts side effects, and all that survives of a worker that was killed.
 */
export class TargetLog {
  readonly #dir: string;
  readonly #read = new Map<string, TargetEntry[]>();

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** In the order in which they happened. */
  entries(unit: string): TargetEntry[] {
    const known = this.#read.get(unit) ?? [];
    for (;;) {
      const file = this.#file(unit, known.length);
      if (!fs.existsSync(file)) break;
      known.push(JSON.parse(fs.readFileSync(file, 'utf8')));
    }
    this.#read.set(unit, known);
    return known;
  }

  units(): string[] {
    return fs.existsSync(this.#dir)
      ? fs.readdirSync(this.#dir).filter(name => !name.startsWith('.'))
      : [];
  }

  /**
   * Does a step, as far as the log is concerned: looks at what was done, and adds the entry only if nothing came in between.
   *
   * @throws StaleFencingTokenError if somebody with a higher token was here
   */
  append(entry: Omit<TargetEntry, 'isRepeated' | 'at' | 'pid'>): TargetEntry {
    const { fencingToken, stepKey, unit } = entry;
    fs.mkdirSync(path.join(this.#dir, unit), { recursive: true });
    for (;;) {
      const before = this.entries(unit);
      const highest = Math.max(0, ...before.map(each => each.fencingToken));
      if (fencingToken < highest) {
        throw new StaleFencingTokenError(
          `${fencingToken} is older than ${highest}`,
        );
      }
      const added: TargetEntry = {
        ...entry,
        pid: process.pid,
        at: Date.now(),
        isRepeated: before.some(each => each.stepKey === stepKey),
      };
      const draft = path.join(this.#dir, `.draft-${process.pid}`);
      fs.writeFileSync(draft, JSON.stringify(added));
      try {
        fs.linkSync(draft, this.#file(unit, before.length));
        return added;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      } finally {
        fs.rmSync(draft, { force: true });
      }
    }
  }

  #file(unit: string, index: number): string {
    return path.join(this.#dir, unit, `${index}.json`);
  }
}
