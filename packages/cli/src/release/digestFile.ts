import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { usageError } from '../exitCodes';
import type { Artifact, ArtifactOption } from './artifactOption';

/**
 * An artifact with its digest, which is taken from its file where it isn't given. A file of any size is read once, in pieces.
 *
 * @throws CommandError if the file can't be read
 * @public
 */
export async function withDigest(
  option: ArtifactOption,
  cwd: string,
): Promise<Artifact> {
  const { file, ...artifact } = option;
  if (file === undefined) return artifact as Artifact;
  const hash = createHash('sha256');
  let sizeBytes = 0;
  try {
    for await (const part of createReadStream(path.resolve(cwd, file))) {
      hash.update(part);
      sizeBytes += part.length;
    }
  } catch (error) {
    throw usageError(
      `The artifact ${artifact.name} can't be read: ${
        (error as Error).message
      }`,
    );
  }
  return {
    ...artifact,
    digest: `sha256:${hash.digest('hex')}`,
    sizeBytes,
  };
}
