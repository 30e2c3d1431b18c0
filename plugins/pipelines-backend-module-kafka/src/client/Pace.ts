import { setTimeout as sleep } from 'node:timers/promises';

const SECOND_MS = 1000;

/** Lets so many through in any second at most: at once as long as there is room, and the others as it comes. @internal */
export class Pace {
  readonly #perSecond: number;
  readonly #now: () => number;
  readonly #sleep: (ms: number) => Promise<unknown>;
  /** When the last ones had their turn, or will have it: as many as a second takes, oldest first. */
  readonly #turns: number[] = [];

  constructor(options: {
    perSecond: number;
    now?: () => number;
    sleep?: (ms: number) => Promise<unknown>;
  }) {
    this.#perSecond = Math.floor(options.perSecond);
    this.#now = options.now ?? (() => performance.now());
    this.#sleep = options.sleep ?? sleep;
  }

  /** Resolves when it is one's turn. */
  async turn(): Promise<void> {
    const now = this.#now();
    const isFull = this.#turns.length >= this.#perSecond;
    const at = isFull ? Math.max(now, this.#turns.shift()! + SECOND_MS) : now;
    this.#turns.push(at);
    if (at > now) await this.#sleep(at - now);
  }
}
