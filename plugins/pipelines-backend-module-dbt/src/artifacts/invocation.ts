import type { z } from 'zod';
import type { metadataBody } from './parseArtifact';

/** One execution of a dbt command. Times are ISO 8601 in UTC. @internal */
export type Invocation = {
  id: string;
  generatedAt: string;
  startedAt?: string;
  dbtVersion?: string;
  /** Variables `DBT_ENV_CUSTOM_ENV_X` of its process, as `X`. */
  env: Record<string, string>;
};

/** @internal */
export function readInvocation(
  metadata: z.output<typeof metadataBody>,
): Invocation {
  const generatedAt = new Date(metadata.generated_at).toISOString();
  return {
    id: metadata.invocation_id ?? generatedAt,
    generatedAt,
    startedAt: metadata.invocation_started_at
      ? new Date(metadata.invocation_started_at).toISOString()
      : undefined,
    dbtVersion: metadata.dbt_version ?? undefined,
    env: Object.fromEntries(
      Object.entries(metadata.env ?? {}).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    ),
  };
}

/**
 * Tells one writing of an artifact from the next. A process that runs several commands may keep its invocation id.
 *
 * @internal
 */
export function invocationKey(invocation: Invocation): string {
  return `${invocation.id} ${invocation.generatedAt}`;
}
