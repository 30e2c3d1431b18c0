import type { ApiSchema } from '@sluice/plugin-pipelines-common';
import { usageError } from '../exitCodes';

/** What a release is made of. @public */
export type Artifact = ApiSchema<'ReleaseArtifact'>;

/** An artifact as `--artifact` names it: with its digest, or with the file to take it from. @public */
export type ArtifactOption = Omit<Artifact, 'digest'> &
  ({ digest: string; file?: undefined } | { file: string; digest?: undefined });

const KINDS: ReadonlyArray<Artifact['kind']> = [
  'dag-bundle',
  'dbt-project',
  'jar',
  'image',
  'wheel',
  'archive',
  'file',
];
const KEYS = ['name', 'kind', 'file', 'digest', 'uri'];

/**
 * Reads `name=dags.zip,kind=dag-bundle,file=dist/dags.zip,uri=s3://…`, in any order.
 *
 * @throws CommandError that names what is missing or unknown
 * @public
 */
export function readArtifactOption(text: string): ArtifactOption {
  const fields = new Map<string, string>();
  for (const part of text.split(',')) {
    const at = part.indexOf('=');
    const key = part.slice(0, at).trim();
    if (at < 0 || !KEYS.includes(key)) {
      throw usageError(
        `--artifact ${text}: ${part} is none of ${KEYS.map(
          each => `${each}=…`,
        ).join(', ')}`,
      );
    }
    fields.set(key, part.slice(at + 1).trim());
  }
  const kind = KINDS.find(each => each === fields.get('kind'));
  if (!kind) {
    throw usageError(
      `--artifact ${text}: kind has to be one of ${KINDS.join(', ')}`,
    );
  }
  const file = fields.get('file');
  const digest = fields.get('digest');
  const name = fields.get('name') ?? file?.split(/[\\/]/).pop();
  if (!name) throw usageError(`--artifact ${text}: name is missing`);
  const uri = fields.get('uri');
  const rest = { name, kind, ...(uri && { uri }) };
  if (file && !digest) return { ...rest, file };
  if (!digest || file) {
    throw usageError(
      `--artifact ${text}: give either file, to take the digest from, or digest`,
    );
  }
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) {
    throw usageError(
      `--artifact ${text}: digest has to be sha256: and 64 hex digits`,
    );
  }
  return { ...rest, digest };
}
