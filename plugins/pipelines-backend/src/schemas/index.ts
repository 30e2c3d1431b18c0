/*
 * Schemas: what schema registries hold of the messages in topics, and which release a version came with. The other contexts use what is
 * exported here, never the tables.
 */
export { createSchemaRecorder, createSchemas } from './createSchemas';
export type {
  StoredRegistry,
  StoredSubject,
  StoredVersion,
} from './schemaRecords';
export type { SchemaDiff, VersionWithOrigin } from './SchemaService';
export { SchemaService } from './SchemaService';
