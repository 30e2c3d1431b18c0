import type { ReleaseRef } from '@sluice/plugin-pipelines-common';
import type { DeployableRelease } from '@sluice/plugin-pipelines-node';
import type { ReleaseRecord } from '../../releases';

/** A release as deployers get it. @internal */
export function deployable(release: ReleaseRecord): DeployableRelease {
  const { artifacts, commit, content, id, label, releaseDigest } = release;
  return {
    id,
    releaseDigest,
    commit,
    label: label ?? undefined,
    artifacts: artifacts.map(({ digest, kind, name, uri }) => ({
      name,
      kind,
      digest,
      uri: uri ?? undefined,
    })),
    manifests: content.manifests,
    migrations: content.migrations,
  };
}

/** A release in short, for the API. @internal */
export function releaseRef(release: ReleaseRecord): ReleaseRef {
  const { commit, id, label, releaseDigest, sequence, unit } = release;
  return {
    id,
    unit,
    sequence,
    label: label ?? undefined,
    commit,
    releaseDigest,
  };
}
