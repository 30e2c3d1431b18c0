/** Nothing has to change for so long, in milliseconds: a catalog and its sources come in one after the other. */
const SETTLED_MS = 150_000;

/**
 * Tells when a portal that was just started has taken in what there is, so that what is said once, such as a first report, isn't said
 * too early.
 *
 * @internal
 */
export class Settlement {
  readonly #look: () => Promise<number | undefined>;
  readonly #now: () => Date;
  #size: number | undefined;
  #since = 0;

  constructor(options: {
    /** How much there is, undefined while there is work left. */
    look: () => Promise<number | undefined>;
    now: () => Date;
  }) {
    this.#look = options.look;
    this.#now = options.now;
  }

  /** Whether there has been as much as there is now, and no work left, whenever somebody looked in the last two and a half minutes. */
  async isSettled(): Promise<boolean> {
    const size = await this.#look();
    const at = this.#now().getTime();
    if (size === undefined || size !== this.#size) {
      this.#size = size;
      this.#since = at;
      return false;
    }
    return at - this.#since >= SETTLED_MS;
  }
}
