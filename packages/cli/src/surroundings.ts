import { setTimeout as sleep } from 'node:timers/promises';

/** All that the program takes from where it runs, so that tests give it another one. @public */
export type Surroundings = {
  env: Readonly<Record<string, string | undefined>>;
  /** The folder that paths are relative to. */
  cwd: string;
  fetch: typeof fetch;
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Writes to the standard output. */
  out(text: string): void;
  /** Writes to the standard error. */
  err(text: string): void;
};

/** The process's own. @public */
export function processSurroundings(): Surroundings {
  return {
    env: process.env,
    // Yarn runs scripts in the root of the repository, and says where it was called.
    cwd: process.env.INIT_CWD ?? process.cwd(),
    fetch: (input, init) => fetch(input, init),
    now: () => Date.now(),
    sleep: async (ms, signal) => {
      await sleep(ms, undefined, { signal });
    },
    out: text => process.stdout.write(text),
    err: text => process.stderr.write(text),
  };
}
