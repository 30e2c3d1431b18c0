import { createHash } from 'node:crypto';
import type {
  DeferredEntity,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';

/**
 * An unchanged set is handed over again after this long: another replica may have handed over a different one in
 * between, which only the catalog knows.
 */
const REPEAT_AFTER_MS = 10 * 60 * 1000;

/** All entities of a provider, handed over to the catalog where they changed. @internal */
export class FullSet {
  readonly #now: () => number;
  #applied?: { hash: string; at: number };

  /** @param options - `now`: the clock, in milliseconds */
  constructor(options: { now?: () => number } = {}) {
    this.#now = options.now ?? Date.now;
  }

  /** @returns whether it was handed over */
  async apply(
    connection: EntityProviderConnection,
    entities: DeferredEntity[],
  ): Promise<boolean> {
    const hash = createHash('sha256')
      .update(JSON.stringify(entities))
      .digest('hex');
    const isKnown =
      this.#applied?.hash === hash &&
      this.#now() - this.#applied.at < REPEAT_AFTER_MS;
    if (isKnown) return false;
    await connection.applyMutation({ type: 'full', entities });
    this.#applied = { hash, at: this.#now() };
    return true;
  }
}
