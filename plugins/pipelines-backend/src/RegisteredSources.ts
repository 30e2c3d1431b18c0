import { ConflictError, InputError } from '@backstage/errors';
import type {
  PipelinesExtensionPoint,
  RunSource,
} from '@sluice/plugin-pipelines-node';

/** Collects the sources that modules hand over. @internal */
export class RegisteredSources implements PipelinesExtensionPoint {
  readonly #sources = new Map<string, RunSource>();

  addRunSource(...sources: RunSource[]): void {
    for (const source of sources) {
      const { intervalSeconds, timeoutSeconds } = source.schedule;
      if (this.#sources.has(source.id)) {
        throw new ConflictError(
          `There are two sources with the id ${source.id}: give one of them another id`,
        );
      }
      if (!(intervalSeconds > 0) || !(timeoutSeconds > 0)) {
        throw new InputError(
          `The source ${source.id} needs an interval and a time-out of more than 0 seconds`,
        );
      }
      this.#sources.set(source.id, source);
    }
  }

  get list(): RunSource[] {
    return [...this.#sources.values()];
  }
}
