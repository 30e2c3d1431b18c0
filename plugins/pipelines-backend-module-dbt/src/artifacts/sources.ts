import { z } from 'zod';
import { type Invocation, readInvocation } from './invocation';
import { metadataBody, parseArtifact } from './parseArtifact';

const instant = z.iso.datetime({ offset: true, local: true });

const sourcesBody = z.object({
  metadata: metadataBody,
  results: z.array(
    z.object({
      unique_id: z.string(),
      status: z.string(),
      max_loaded_at: instant.nullish(),
      snapshotted_at: instant.nullish(),
      max_loaded_at_time_ago_in_s: z.number().nullish(),
    }),
  ),
});

/** How old a source was. Times are ISO 8601 in UTC. @internal */
export type SourceResult = {
  id: string;
  /** `pass`, `warn`, `error` by the thresholds of the project; `runtime error` if it couldn't be read. */
  status: string;
  loadedAt?: string;
  snapshottedAt?: string;
  ageSeconds?: number;
};

/** What is used of a sources.json. @internal */
export type SourceResults = { invocation: Invocation; results: SourceResult[] };

/**
 * Reads a sources.json of version 3.
 *
 * @throws DbtArtifactError if it can't be read
 * @internal
 */
export function readSources(text: string, where: string): SourceResults {
  const { metadata, results } = parseArtifact(text, {
    name: 'sources.json',
    where,
    schema: sourcesBody,
  });
  return {
    invocation: readInvocation(metadata),
    results: results.map(result => ({
      id: result.unique_id,
      status: result.status,
      loadedAt: utc(result.max_loaded_at),
      snapshottedAt: utc(result.snapshotted_at),
      ageSeconds: result.max_loaded_at_time_ago_in_s ?? undefined,
    })),
  };
}

/** dbt takes a time without a zone for UTC. */
function utc(time: string | null | undefined): string | undefined {
  if (!time) return undefined;
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/i.test(time) ? time : `${time}Z`;
  return new Date(zoned).toISOString();
}
