/**
 * Remembers that a catalog stayed the same, so that it isn't read again and again: it is taken for settled for a while, unless the number of
 * what it holds changes, which is cheap to ask. A catalog that has just started is empty for a while, and reading nothing twice must not pass
 * for settled: the count tells.
 *
 * @internal
 */
export class Settled<TCount extends string | number> {
  readonly #milliseconds: number;
  readonly #now: () => Date;
  #state: { count: TCount | undefined; until: number } | undefined;

  /** @param options - `seconds`: how long it is believed */
  constructor(options: { seconds: number; now: () => Date }) {
    // A poll that comes a moment early counts.
    this.#milliseconds = options.seconds * 1000 - 500;
    this.#now = options.now;
  }

  /** Whether it may be settled, so that it is worth counting. */
  get isOpen(): boolean {
    return (
      this.#state === undefined || this.#now().getTime() >= this.#state.until
    );
  }

  /** Whether nothing is to be read while there are so many. @param count - undefined if it couldn't be asked */
  holds(count: TCount | undefined): boolean {
    return !this.isOpen && count !== undefined && this.#state?.count === count;
  }

  /** Says what a reading found: something that changed, or nothing. */
  found(changes: number, count: TCount | undefined): void {
    this.#state =
      changes > 0
        ? undefined
        : { count, until: this.#now().getTime() + this.#milliseconds };
  }
}
