/** How far a past is told, for whoever opens the portal meanwhile. @internal */
export class PastProgress {
  #told: { position: number; total: number } | undefined;

  /** Says that there is one to tell, and that nothing was told of it yet. */
  begin(): void {
    this.#told = { position: 0, total: 0 };
  }

  /**
   * @param position - events that were told
   * @param total - events that there are
   */
  report(position: number, total: number): void {
    this.#told = { position, total };
  }

  /** Says that it was told, or never will be. */
  end(): void {
    this.#told = undefined;
  }

  /** In whole percent, below 100; undefined where nothing is told. */
  get percent(): number | undefined {
    if (!this.#told) return undefined;
    const { position, total } = this.#told;
    return total === 0 ? 0 : Math.min(99, Math.floor((100 * position) / total));
  }
}
