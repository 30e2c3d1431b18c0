/**
 * When the demo was first started: the moment from which its stories are told. Each source saves it with its progress;
 * the first one to sweep decides for those that haven't saved anything yet, so that all tell the same.
 *
 * @internal
 */
export class StartOfDemo {
  #at: number | undefined;

  /** Milliseconds since 1970; undefined before the first sweep. */
  get known(): number | undefined {
    return this.#at;
  }

  /**
   * @param saved - what the source saved, if it did
   * @param now - milliseconds since 1970
   */
  of(saved: number | undefined, now: number): number {
    this.#at ??= saved ?? now;
    return saved ?? this.#at;
  }
}
