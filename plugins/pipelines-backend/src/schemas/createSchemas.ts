import type { Knex } from 'knex';
import type { BatchPart } from '../observations';
import type { ReleaseReads } from '../releases';
import { SchemaRecorder } from './SchemaRecorder';
import { SchemaService } from './SchemaService';
import { SchemaStore } from './SchemaStore';

/** What takes schemas in as batches are written: it has to be there before observations are. @internal */
export function createSchemaRecorder(): BatchPart {
  return new SchemaRecorder({ store: new SchemaStore() });
}

/** Puts the context together. @internal */
export function createSchemas(options: {
  database: Knex;
  releases: Pick<ReleaseReads, 'schemaOrigins'>;
}): SchemaService {
  return new SchemaService({ ...options, store: new SchemaStore() });
}
