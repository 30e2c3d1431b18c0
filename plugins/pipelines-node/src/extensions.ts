import { createExtensionPoint } from '@backstage/backend-plugin-api';
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
