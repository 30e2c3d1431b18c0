import type {
  SchemaDiff as ApiDiff,
  SchemaRegistry,
  SchemaSubject,
  SchemaVersion as ApiVersion,
} from '@sluice/plugin-pipelines-common';
import type { ObservedSource } from '../observations';
import type {
  SchemaDiff,
  StoredRegistry,
  StoredSubject,
  VersionWithOrigin,
} from '../schemas';

/** A registry as the API has it. @internal */
export function apiRegistry(
  registry: StoredRegistry,
  source: ObservedSource,
): SchemaRegistry {
  return {
    id: source.id,
    title: source.title,
    environment: source.environment,
    demo: source.demo,
    readAt: registry.at,
    stale: !source.health.readable,
    level: registry.level ?? undefined,
    clusters: registry.clusters ?? undefined,
  };
}

/** A subject as the API has it. @param source - its registry; undefined if that is no longer configured @internal */
export function apiSubject(
  subject: StoredSubject,
  source: ObservedSource | undefined,
): SchemaSubject {
  const { newest } = subject;
  return {
    subject: subject.subject,
    registry: subject.sourceId,
    registryTitle: source?.title ?? subject.sourceId,
    environment: source?.environment ?? '',
    demo: source?.demo ?? false,
    stale: !source?.health.readable,
    readAt: subject.at,
    level: subject.level ?? undefined,
    levelOf: subject.levelOf ?? undefined,
    problem: subject.problem ?? undefined,
    topics: subject.topics,
    versions: subject.versions,
    newest: newest
      ? {
          version: newest.version,
          schemaId: newest.schemaId,
          format: newest.format,
          registeredAt: newest.registeredAt ?? undefined,
          seenAt: newest.seenAt ?? undefined,
        }
      : undefined,
  };
}

/** A version as the API has it. @internal */
export function apiSchemaVersion(version: VersionWithOrigin): ApiVersion {
  const { origin } = version;
  return {
    version: version.version,
    schemaId: version.schemaId,
    format: version.format,
    schema: version.content,
    references: version.refs,
    registeredAt: version.registeredAt ?? undefined,
    seenAt: version.seenAt ?? undefined,
    introducedBy: origin && {
      releaseId: origin.releaseId,
      unit: origin.unit,
      sequence: origin.sequence,
      label: origin.label ?? undefined,
    },
  };
}

/** A difference as the API has it. @internal */
export function apiSchemaDiff(diff: SchemaDiff): ApiDiff {
  const { changes, compatibility, from, to } = diff;
  return {
    from: from.version,
    to: to.version,
    impact: compatibility.impact,
    detail: compatibility.detail,
    changes,
    before: from.content,
    after: to.content,
  };
}
