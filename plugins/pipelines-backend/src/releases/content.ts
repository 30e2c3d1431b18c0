import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { ReleaseToRegister } from '@sluice/plugin-pipelines-common';
import { canonicalJson, sha256 } from '../canonical/digest';
import { normaliseManifests } from './manifests/manifests';

/** An artifact as it is kept. @internal */
export type Artifact = ReleaseToRegister['artifacts'][number];

/** What a release is: all that its digest is over, in one order. @internal */
export type ReleaseContent = {
  unit: string;
  commit: string;
  artifacts: Array<Pick<Artifact, 'name' | 'kind' | 'digest'>>;
  manifests: JsonObject;
  topologyHash: string | null;
  configSchema: JsonObject;
  migrations: Array<{
    id: string;
    digest: string;
    /** Its text, which the digest is over. */
    sql?: string;
  }>;
  /** Only of an attested baseline: what a deployer read. */
  attested?: { version: string; releaseDigest?: string };
};

/**
 * The content of a release, and the digest by which it is known:
 * `sha256(JCS{unit, commit, artifacts, manifests, topologyHash, configSchema, migrations})`.
 *
 * Manifests that are understood are hashed in one form, without what changes with each build. The order of artifacts says nothing, so they are sorted by name; that of migrations does. Where the bytes lie (`uri`), how many they
 * are and what people call the release isn't content.
 *
 * @throws InputError that names the field, if a name could lead out of a folder or occurs twice, a manifest isn't as documented, or the SQL of
 *   a migration isn't what its digest is over
 * @internal
 */
export function releaseContent(release: ReleaseToRegister): {
  content: ReleaseContent;
  text: string;
  digest: string;
} {
  checkNames(release.artifacts);
  checkReferences(release.configSchema);
  checkMigrations(release.migrations ?? []);
  const content: ReleaseContent = {
    unit: release.unit,
    commit: release.commit.toLocaleLowerCase('en-US'),
    artifacts: release.artifacts
      .map(({ digest, kind, name }) => ({ name, kind, digest }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    manifests: normaliseManifests((release.manifests ?? {}) as JsonObject),
    topologyHash: release.topologyHash ?? null,
    configSchema: (release.configSchema ?? {}) as JsonObject,
    migrations: release.migrations ?? [],
  };
  const text = canonicalJson(content);
  return { content, text, digest: sha256(text) };
}

function checkNames(artifacts: Artifact[]): void {
  const seen = new Set<string>();
  for (const [i, { name }] of artifacts.entries()) {
    const isSafe =
      /^[\w@+=.][\w@+=./ -]*$/u.test(name) &&
      name.split('/').every(part => !['', '.', '..'].includes(part));
    if (!isSafe) {
      throw new InputError(
        `artifacts[${i}].name has to be a relative path of letters, digits, ., _, -, +, = and @, without . and .. as parts`,
      );
    }
    // File systems without case would take them for one.
    const folded = name.toLocaleLowerCase('en-US');
    if (seen.has(folded)) {
      throw new InputError(`artifacts[${i}].name occurs twice: ${name}`);
    }
    seen.add(folded);
  }
}

function checkMigrations(
  migrations: NonNullable<ReleaseToRegister['migrations']>,
): void {
  for (const [i, { digest, sql }] of migrations.entries()) {
    if (sql !== undefined && `sha256:${sha256(sql)}` !== digest) {
      throw new InputError(
        `migrations[${i}].sql is not what migrations[${i}].digest is over`,
      );
    }
  }
}

function checkReferences(schema: ReleaseToRegister['configSchema']): void {
  for (const [key, { reference }] of Object.entries(schema ?? {})) {
    if (
      reference !== undefined &&
      !/^(secretsmanager|ssm):[\w/+=.@{}-]{1,512}$/.test(reference)
    ) {
      throw new InputError(
        `configSchema.${key}.reference has to name a secret or parameter: secretsmanager:… or ssm:…`,
      );
    }
  }
}
