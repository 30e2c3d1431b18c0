import { ConflictError, InputError } from '@backstage/errors';
import type {
  ArtifactReceiver,
  PipelinesArtifactsExtensionPoint,
  PipelinesExtensionPoint,
  RunSource,
} from '@sluice/plugin-pipelines-node';

/** Collects the sources, and what takes in files for them, that modules hand over. @internal */
export class RegisteredSources
  implements PipelinesExtensionPoint, PipelinesArtifactsExtensionPoint
{
  readonly #sources = new Map<string, RunSource>();
  readonly #receivers = new Map<string, ArtifactReceiver>();

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

  addArtifactReceiver(...receivers: ArtifactReceiver[]): void {
    for (const receiver of receivers) {
      if (this.#receivers.has(receiver.sourceId)) {
        throw new ConflictError(
          `There are two receivers of artifacts for the source ${receiver.sourceId}`,
        );
      }
      this.#receivers.set(receiver.sourceId, receiver);
    }
  }

  /** What takes in files for a source. */
  receiver(sourceId: string): ArtifactReceiver | undefined {
    return this.#receivers.get(sourceId);
  }

  get list(): RunSource[] {
    return [...this.#sources.values()];
  }
}
