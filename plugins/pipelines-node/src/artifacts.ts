import type { Readable } from 'node:stream';

/**
 * What became of a file that CI handed over.
 *
 * - `stored` it is kept, and read with the next sweep
 * - `unchanged` the very same was handed over before
 * - `outdated` one that was written later is kept already
 *
 * @public
 */
export type ArtifactOutcome = 'stored' | 'unchanged' | 'outdated';

/**
 * Takes in the files that a job leaves, for a source that can't fetch them itself.
 *
 * @public
 */
export interface ArtifactReceiver {
  /** The id of the source that reads them. */
  readonly sourceId: string;
  /** The names of the files that it takes, such as `manifest.json`. */
  readonly names: readonly string[];
  /**
   * Checks a file and keeps it. The same file twice is one file: CI may try again.
   *
   * @param file - `content` is read no further than the receiver's limit
   * @throws UnprocessableError that says where the file is wrong, or that it is too large
   */
  receive(
    file: { name: string; content: Readable },
    options: { signal: AbortSignal },
  ): Promise<ArtifactOutcome>;
}
