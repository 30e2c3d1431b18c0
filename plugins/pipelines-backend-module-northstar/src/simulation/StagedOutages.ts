import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceUnavailableError } from '@backstage/errors';

/**
 * Outages that people stage, to see what the portal makes of one: a source can't be reached while there is a file `<source id>.down`
 * in a folder. Looked for at each sweep, so that it needs no restart.
 *
 * @internal
 */
export class StagedOutages {
  readonly #dir: string | undefined;

  /** @param options - `dir`: the folder, which need not exist; without one nothing is ever down */
  constructor(options: { dir?: string }) {
    this.#dir = options.dir;
  }

  /** @throws ServiceUnavailableError while the source is down */
  check(sourceId: string): void {
    const file = `${sourceId}.down`;
    if (this.#dir === undefined || !existsSync(join(this.#dir, file))) return;
    throw new ServiceUnavailableError(
      `connect ECONNREFUSED (simulated outage). It answers again when the file ${file} is removed`,
    );
  }
}
