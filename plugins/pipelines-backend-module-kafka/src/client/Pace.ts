import { setTimeout as sleep } from 'node:timers/promises';

/** Lets so many through a second at most, evenly: each waits for its turn. @internal */
export class Pace {
  readonly #everyMs: number;
  readonly #now: () => number;
  readonly #sleep: (ms: number) => Promise<unknown>;
  #next = 0;

  constructor(options: {
    perSecond: number;
    now?: () => number;
    sleep?: (ms: number) => Promise<unknown>;
  }) {
    this.#everyMs = 1000 / options.perSecond;
    this.#now = options.now ?? (() => performance.now());
    this.#sleep = options.sleep ?? sleep;
  }

  /** Resolves when it is one's turn. */
  async turn(): Promise<void> {
    const now = this.#now();
    const at = Math.max(now, this.#next);
    this.#next = at + this.#everyMs;
    if (at > now) await this.#sleep(at - now);
  }
}
