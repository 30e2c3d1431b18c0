import { createHash } from 'node:crypto';
import type { ReleaseToRegister } from '@sluice/plugin-pipelines-common';
import { usageError } from '../exitCodes';
import type { Artifact } from './artifactOption';
import type { Commit } from './commits';

/**
 * What is registered: what the file says, and what options say in its place.
 *
 * @param parts - `file`: the content of `--file`
 * @throws CommandError that names what is missing
 * @public
 */
export function releaseBody(parts: {
  file?: unknown;
  unit?: string;
  commit: string;
  label?: string;
  artifacts: Artifact[];
  manifests: Record<string, unknown>;
  changesSince?: string;
  commits?: Commit[];
}): ReleaseToRegister {
  const { artifacts, changesSince, commit, commits, label, manifests } = parts;
  const file = (parts.file ?? {}) as Partial<ReleaseToRegister>;
  if (typeof file !== 'object' || Array.isArray(file)) {
    throw usageError('The file of --file has to hold an object');
  }
  const unit = parts.unit ?? file.unit;
  if (!unit) throw usageError('--unit is missing, and --file has no unit');
  const all = [...(file.artifacts ?? []), ...artifacts];
  if (all.length === 0) {
    throw usageError(
      'There is no artifact: a release is known by what it is made of, so give --artifact at least once',
    );
  }
  const names = all.map(artifact => artifact.name);
  const again = names.find((name, i) => names.indexOf(name) !== i);
  if (again) throw usageError(`The artifact ${again} is given twice`);
  const said = { ...file.manifests, ...manifests };
  return {
    ...file,
    unit,
    commit,
    artifacts: all,
    ...(label && { label }),
    ...(Object.keys(said).length > 0 && { manifests: said }),
    ...(changesSince && { changesSince }),
    ...(commits && { commits }),
  };
}

/**
 * The key under which a registration is sent, where none is given: the same content has the same key, so that it can be sent again.
 *
 * @public
 */
export function contentKey(body: ReleaseToRegister): string {
  const digest = createHash('sha256').update(JSON.stringify(body));
  return `sluice-cli-${digest.digest('hex')}`;
}
