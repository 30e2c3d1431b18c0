import type {
  Release,
  ReleaseDetail,
  ReleaseEvidence,
} from '@sluice/plugin-pipelines-common';
import type { ReleaseChanges } from './commits/commits';
import type {
  DeploymentRecord,
  EvidenceRecord,
  ReleaseRecord,
} from './records';

/** A release as lists show it. @internal */
export function apiRelease(release: ReleaseRecord): Release {
  return {
    id: release.id,
    unit: release.unit,
    sequence: release.sequence,
    label: release.label ?? undefined,
    commit: release.commit,
    releaseDigest: release.releaseDigest,
    origin: release.origin,
    state: release.state,
    registeredBy: release.registeredBy,
    registeredAt: release.registeredAt,
    retiredAt: release.retiredAt ?? undefined,
    retiredReason: release.retiredReason ?? undefined,
    artifacts: release.artifacts,
  };
}

/** Evidence as the API shows it. @internal */
export function apiEvidence(evidence: EvidenceRecord): ReleaseEvidence {
  const { reason, releaseId, ...rest } = evidence;
  return { ...rest, reason: reason ?? undefined } as ReleaseEvidence;
}

/** A release with all that belongs to it. @internal */
export function apiReleaseDetail(
  release: ReleaseRecord,
  belongings: {
    evidence: EvidenceRecord[];
    deployments: DeploymentRecord[];
    changes: ReleaseChanges | undefined;
  },
): ReleaseDetail {
  const { changes, deployments, evidence } = belongings;
  const { configSchema, manifests, migrations, topologyHash } = release.content;
  return {
    ...apiRelease(release),
    manifests,
    configSchema: configSchema as ReleaseDetail['configSchema'],
    migrations,
    topologyHash: topologyHash ?? undefined,
    changesSince: changes?.changesSince,
    commits: changes?.commits,
    evidence: evidence.map(apiEvidence),
    deployments: deployments.map(each => ({
      environment: each.environment,
      deployedAt: each.deployedAt,
      recordedBy: each.recordedBy,
      runUrl: each.runUrl ?? undefined,
    })),
  };
}
