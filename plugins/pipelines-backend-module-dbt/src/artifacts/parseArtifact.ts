import { z } from 'zod';
import { DbtArtifactError } from './errors';

/**
 * What dbt leaves after a command, and the versions of it that are understood. What is used of each is the same in all of these.
 * Which dbt writes which: https://docs.getdbt.com/reference/artifacts/dbt-artifacts.
 *
 * @internal
 */
export const ARTIFACTS = {
  'manifest.json': { schema: 'manifest', versions: [9, 10, 11, 12] },
  'run_results.json': { schema: 'run-results', versions: [4, 5, 6] },
  'sources.json': { schema: 'sources', versions: [3] },
} as const satisfies Record<
  string,
  { schema: string; versions: readonly number[] }
>;

/** The file name of an artifact. @internal */
export type ArtifactName = keyof typeof ARTIFACTS;

/** What every artifact says of itself. Times are ISO 8601 in UTC. @internal */
export const metadataBody = z.object({
  dbt_schema_version: z.string(),
  dbt_version: z.string().nullish(),
  generated_at: z.iso.datetime({ offset: true }),
  /** Since dbt 1.10. */
  invocation_started_at: z.iso.datetime({ offset: true }).nullish(),
  invocation_id: z.string().nullish(),
  /** Variables `DBT_ENV_CUSTOM_ENV_X` of the process, as `X`. */
  env: z.record(z.string(), z.unknown()).nullish(),
});

/**
 * The content of an artifact.
 *
 * @param text - as it was read
 * @param options - `where`: what to call the file in messages
 * @throws DbtArtifactError if it is HTML, incomplete, of another kind, or of a version that isn't known
 * @internal
 */
export function parseArtifact<T>(
  text: string,
  options: { name: ArtifactName; where: string; schema: z.ZodType<T> },
): T {
  const { name, where } = options;
  const json = parseJson(text, where);
  const { data: header } = z
    .looseObject({
      metadata: z.looseObject({ dbt_schema_version: z.string() }),
    })
    .safeParse(json);
  const { schema, versions } = ARTIFACTS[name];
  const said = header?.metadata.dbt_schema_version;
  const match = /\/dbt\/([a-z-]+)\/v(\d+)(?:\.json)?$/.exec(said ?? '');
  if (!match || match[1] !== schema) {
    throw new DbtArtifactError(
      `${where} is no ${name} of dbt: its metadata.dbt_schema_version is ${
        said ? JSON.stringify(said.slice(0, 100)) : 'missing'
      }`,
    );
  }
  if (!(versions as readonly number[]).includes(Number(match[2]))) {
    throw new DbtArtifactError(
      `${where} is of version ${match[2]}, and versions ${
        versions[0]
      } to ${versions.at(
        -1,
      )} are understood: another dbt than those that this module knows wrote it`,
    );
  }
  const { data, error } = options.schema.safeParse(json);
  if (error) {
    const [issue] = error.issues;
    throw new DbtArtifactError(
      `${where} isn't what dbt writes: ${issue.path
        .map(String)
        .join(' → ')} is wrong (${issue.code})`,
    );
  }
  return data;
}

function parseJson(text: string, where: string): unknown {
  const start = text.slice(0, 200).trimStart();
  if (start === '') {
    throw new DbtArtifactError(`${where} is empty: it may be being written`);
  }
  if (start.startsWith('<')) {
    throw new DbtArtifactError(
      `${where} is HTML and no JSON: a sign-in or error page answered. Check the address and the credentials of its host under integrations`,
    );
  }
  try {
    return JSON.parse(text);
  } catch {
    // The message of the parser quotes what it read.
    throw new DbtArtifactError(
      `${where} is no complete JSON: it may be being written or have been cut off. It is read again with the next sweep`,
    );
  }
}
