import type {
  SchemaDiff,
  SchemaSubject,
  SchemaSubjectDetail,
  SchemaSubjectPage,
} from '@sluice/plugin-pipelines-common';

/** A subject with two versions, the newer of which a release brought. @internal */
export const schemaSubject = (
  options: Partial<SchemaSubject> = {},
): SchemaSubject => ({
  subject: 'orders.v1-value',
  registry: 'registry-prod',
  registryTitle: 'Registry (prod)',
  environment: 'prod',
  demo: false,
  stale: false,
  readAt: '2026-11-21T09:45:00.000Z',
  level: 'BACKWARD',
  levelOf: 'registry',
  topics: [{ topic: 'orders.v1', part: 'value' }],
  versions: 2,
  newest: { version: 2, schemaId: 41, format: 'AVRO' },
  ...options,
});

/** A page of subjects. @internal */
export const schemaPage = (...items: SchemaSubject[]): SchemaSubjectPage => ({
  items,
  totalItems: items.length,
  registries: [
    {
      id: 'registry-prod',
      title: 'Registry (prod)',
      environment: 'prod',
      demo: false,
      readAt: '2026-11-21T09:45:00.000Z',
      stale: false,
    },
  ],
});

/** Its versions. @internal */
export const schemaDetail = (): SchemaSubjectDetail => ({
  subject: schemaSubject(),
  versions: [
    {
      version: 2,
      schemaId: 41,
      format: 'AVRO',
      schema: '{"type":"record","name":"Order","fields":[]}',
      references: [],
      seenAt: '2026-11-20T08:00:00.000Z',
      introducedBy: {
        releaseId: 7,
        unit: 'orders',
        sequence: 3,
        label: '1.9.3',
      },
    },
    {
      version: 1,
      schemaId: 17,
      format: 'AVRO',
      schema: '"int"',
      references: [],
    },
  ],
});

/** How they differ. @internal */
export const schemaDiff = (options: Partial<SchemaDiff> = {}): SchemaDiff => ({
  from: 1,
  to: 2,
  impact: 'breaking',
  detail: 'Avro, FULL: who has the old schema can not read what is new',
  changes: [
    { sign: '+', path: 'note', after: 'string' },
    { sign: '~', path: 'amount', before: 'int', after: 'long' },
    { sign: '-', path: 'old', before: 'string' },
  ],
  before: '"int"',
  after: '{"type":"record"}',
  ...options,
});
