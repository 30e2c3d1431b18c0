import type { SchemaUse, SchemaVersion } from '@sluice/plugin-pipelines-node';

/** A registry as it was read last. @internal */
export type StoredRegistry = {
  sourceId: string;
  environment: string;
  /** ISO 8601 in UTC. */
  at: string;
  level: string | null;
  /** Ids of sources; null: all clusters of the environment. */
  clusters: string[] | null;
  /** When all subjects had been looked at; null: not yet. */
  listedAt: string | null;
};

/** A subject as it was read last. @internal */
export type StoredSubject = {
  sourceId: string;
  subject: string;
  at: string;
  level: string | null;
  levelOf: 'subject' | 'registry' | null;
  problem: string | null;
  topics: SchemaUse[];
  /** How many versions there are, and the newest; null: none was read. */
  versions: number;
  newest: Omit<StoredVersion, 'content' | 'refs'> | null;
};

/** A version as it is stored. @internal */
export type StoredVersion = {
  version: number;
  schemaId: number;
  format: string;
  content: string;
  refs: NonNullable<SchemaVersion['references']>;
  fingerprint: string;
  /** As the registry says it. */
  registeredAt: string | null;
  /** When it showed up; null: it was there at the first look. */
  seenAt: string | null;
};

/** Which subjects. @internal */
export type SubjectFilter = {
  /** Part of the subject, in any case. */
  text?: string;
  /** Ids of registries. */
  registry?: string[];
  environment?: string[];
  /** Those about one of these topics, in registries that are about this cluster. */
  about?: { cluster: string; environment: string; topics: string[] };
};
