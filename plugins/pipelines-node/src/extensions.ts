import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ArtifactReceiver } from './artifacts';
import type { RunSource } from './runs';

/**
 * Where integrations hand over what they bring.
 *
 * @public
 */
export interface PipelinesExtensionPoint {
  /**
   * Adds sources of runs.
   *
   * @throws ConflictError if another source has the same id
   */
  addRunSource(...sources: RunSource[]): void;
}

/** The extension point of the pipelines backend. @public */
export const pipelinesExtensionPoint =
  createExtensionPoint<PipelinesExtensionPoint>({ id: 'pipelines.sources' });

/**
 * Where integrations hand over what takes in files from CI.
 *
 * @public
 */
export interface PipelinesArtifactsExtensionPoint {
  /**
   * Adds receivers of what CI hands over for a source.
   *
   * @throws ConflictError if another receiver is for the same source
   */
  addArtifactReceiver(...receivers: ArtifactReceiver[]): void;
}

/** The extension point of the pipelines backend for files that CI hands over. @public */
export const pipelinesArtifactsExtensionPoint =
  createExtensionPoint<PipelinesArtifactsExtensionPoint>({
    id: 'pipelines.artifacts',
  });
