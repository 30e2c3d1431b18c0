import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const ENVIRONMENT = z.enum(['dev', 'staging', 'prod']);
const TARGET = { environment: ENVIRONMENT, unit: z.string().min(1) };

const FAULT = z.discriminatedUnion('does', [
  z.strictObject({
    /**
     * `fail`: certainly didn't happen. `hang`: no answer until somebody loses patience. `half-apply`: some of it was done, then an
     * error. `lose-answer`: all was done, and the answer is lost.
     */
    does: z.enum(['fail', 'hang', 'half-apply', 'lose-answer']),
    ...TARGET,
    /** Any, without one. */
    step: z.string().optional(),
    times: z.int().min(1).max(1000).default(1),
  }),
  z.strictObject({
    /** Somebody puts another version there behind Sluice's back. */
    does: z.literal('unmanaged'),
    ...TARGET,
    version: z.string().min(1),
    actor: z.string().min(1),
  }),
  z.strictObject({
    /** What runs goes wrong from now on, until something else runs. */
    does: z.literal('regress'),
    ...TARGET,
  }),
  z.strictObject({
    /** Somebody starts a run of a pipeline, or of each of the unit. Consumers run all the time. */
    does: z.literal('run'),
    ...TARGET,
    pipeline: z.string().min(1).optional(),
    state: z.enum(['success', 'failed']).default('success'),
  }),
  z.strictObject({
    /** Nothing is known of the target as long as this is staged. */
    does: z.literal('no-answer'),
    ...TARGET,
  }),
  z.strictObject({
    /** What a release refers to isn't there. */
    does: z.literal('lose-reference'),
    environment: ENVIRONMENT,
    reference: z.string().min(1),
  }),
]);

/** Something that is made to go wrong, as people write it. @internal */
export type Fault = z.input<typeof FAULT>;

/** The same with what it is known by: once it went off often enough, it doesn't go off again. @internal */
export type StagedFault = z.output<typeof FAULT> & { id: string };

/** What was staged, with what can't be understood in it. @internal */
export type Staged = { faults: StagedFault[]; problems: string[] };

/**
 * Reads what people stage: JSON lines, each a fault. Lines that are empty or begin with `#` say nothing.
 *
 * @internal
 */
export function parseFaults(text: string): Staged {
  const staged: Staged = { faults: [], problems: [] };
  const seen = new Map<string, number>();
  for (const [index, line] of text.split('\n').entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const problem = `line ${index + 1} of the staged faults`;
    let value: unknown;
    try {
      value = JSON.parse(trimmed);
    } catch {
      staged.problems.push(`${problem} is no JSON`);
      continue;
    }
    const { data, error } = FAULT.safeParse(value);
    if (!data) {
      const [issue] = error.issues;
      staged.problems.push(
        `${problem} is wrong at "${issue.path.join('.')}": ${issue.message}`,
      );
      continue;
    }
    // The same line twice is two faults; an edit above moves none of those below.
    const copies = seen.get(trimmed) ?? 0;
    seen.set(trimmed, copies + 1);
    const id = hash('sha256', `${trimmed}\n${copies}`, 'hex').slice(0, 16);
    staged.faults.push({ ...data, id });
  }
  return staged;
}

/**
 * What goes wrong on command. Read anew each time, so that it needs no restart.
 *
 * @internal
 */
export class StagedFaults {
  readonly #read: () => string;

  /** @param read - gives JSON lines */
  private constructor(read: () => string) {
    this.#read = read;
  }

  /** @param file - need not exist */
  static fromFile(file: string): StagedFaults {
    return new StagedFaults(() => {
      try {
        return readFileSync(file, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
        throw error;
      }
    });
  }

  /** @param faults - may grow later */
  static fromList(faults: Fault[]): StagedFaults {
    return new StagedFaults(() =>
      faults.map(fault => JSON.stringify(fault)).join('\n'),
    );
  }

  read(): Staged {
    return parseFaults(this.#read());
  }
}
