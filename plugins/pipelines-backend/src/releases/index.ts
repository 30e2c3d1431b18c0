/*
 * Release units, their releases, and what was found out about those. The other contexts use what is exported here, never the tables.
 */
export {
  createReleases,
  type Releases,
  type ReleasesConfig,
} from './createReleases';
export type { Adoption, BaselineService } from './BaselineService';
export type { Author } from './commits/authors';
export type { ChangesBetween, CommitService } from './commits/CommitService';
export type { CommitRecord } from './commits/commits';
export type { DiffService } from './diff/DiffService';
export type { DeclaredSchema, SchemaOrigin } from './DeclaredSchemaStore';
export { compatibility, type Compatibility } from './diff/schemas';
export { schemaFingerprint } from './manifests/schemaFingerprint';
export type { ReleaseReads } from './ReleaseReads';
export type { ReleaseCaller, ReleaseService } from './ReleaseService';
export type { ReleaseRecord, EvidenceRecord } from './records';
export type { ReleaseContent } from './content';
