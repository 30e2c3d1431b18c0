import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import type { RunBatch, RunSource } from '@sluice/plugin-pipelines-node';

/** Reads a source once, from a cursor on, as the backend does. */
export async function sweepOnce(
  source: Pick<RunSource, 'collect'>,
  cursor?: JsonValue,
): Promise<{ batches: RunBatch[]; cursor: JsonValue | undefined }> {
  const batches: RunBatch[] = [];
  for await (const batch of source.collect({
    cursor,
    signal: new AbortController().signal,
    now: () => new Date(),
    logger: mockServices.logger.mock(),
  })) {
    batches.push(batch);
  }
  const last = batches.at(-1)?.cursor;
  // As it comes back from the database.
  return { batches, cursor: last && JSON.parse(JSON.stringify(last)) };
}
