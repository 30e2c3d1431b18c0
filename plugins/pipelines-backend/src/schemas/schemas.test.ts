import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  SchemaReading,
  SubjectReading,
} from '@sluice/plugin-pipelines-node';
import { migrate } from '../database/migrate';
import type { BatchPart } from '../observations';
import { schemaFingerprint } from '../releases';
import { createSchemaRecorder, createSchemas } from './createSchemas';

jest.setTimeout(60_000);

const at = (minute: number) =>
  `2026-11-26T12:${String(minute).padStart(2, '0')}:00.000Z`;

const schema = (...fields: string[]) =>
  JSON.stringify({
    type: 'record',
    name: 'Order',
    fields: fields.map(name => ({ name, type: 'string' })),
  });

const subject = (
  name: string,
  versions: Record<number, string>,
  options: Partial<SubjectReading> = {},
): SubjectReading => ({
  subject: name,
  topics: [{ topic: name.replace(/-value$/, ''), part: 'value' }],
  versions: Object.keys(versions).map(Number),
  added: Object.entries(versions).map(([version, content]) => ({
    version: Number(version),
    schemaId: Number(version) + 100,
    format: 'AVRO',
    schema: content,
  })),
  level: 'BACKWARD',
  levelOf: 'registry',
  ...options,
});

describe('schemas', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())('are kept on %s', async databaseId => {
    const database = await databases.init(databaseId);
    await migrate({ getClient: async () => database });
    const recorder = createSchemaRecorder();
    const origins = jest.fn().mockResolvedValue([]);
    const service = createSchemas({
      database,
      releases: { schemaOrigins: origins },
    });
    const write = (
      schemas: Partial<SchemaReading>,
      minute = 0,
      id = 'registry-prod',
      environment = 'prod',
    ) =>
      database.transaction(tx =>
        recorder.write({
          source: { id, environment },
          batch: {
            cursor: null,
            schemas: { at: at(minute), subjects: [], ...schemas },
          },
          at: at(minute),
          resolve: async () => new Map(),
          tx,
        } as unknown as Parameters<BatchPart['write']>[0]),
      );
    const names = async (query = {}) =>
      (await service.subjects(query)).subjects.map(each => each.subject);

    // The first look: what is there is older than anybody knows.
    const orders = 'orders.v1-value';
    await write({
      level: 'BACKWARD',
      subjects: [
        subject(orders, { 1: schema('id'), 2: schema('id', 'note') }),
        subject('a/b ü-value', { 1: '"int"' }),
      ],
    });
    await write({ level: 'BACKWARD', listed: ['a/b ü-value', orders] });
    expect(await service.registries()).toEqual([
      {
        sourceId: 'registry-prod',
        environment: 'prod',
        at: at(0),
        level: 'BACKWARD',
        clusters: null,
        listedAt: at(0),
      },
    ]);
    expect(await names()).toEqual(['a/b ü-value', orders]);
    expect(await names({ text: 'ORDERS.' })).toEqual([orders]);
    expect(await names({ text: '%' })).toEqual([]);

    // Later: a new version shows up, and what can't be read stays as it was.
    await write(
      {
        subjects: [
          subject(
            orders,
            { 3: schema('id', 'total') },
            { versions: [1, 3], level: 'FULL', levelOf: 'subject' },
          ),
          {
            subject: 'a/b ü-value',
            topics: [],
            added: [],
            problem: 'its storage is broken',
          },
        ],
      },
      5,
    );
    const found = (await service.subject('registry-prod', orders))!;
    expect(found.subject).toMatchObject({
      level: 'FULL',
      levelOf: 'subject',
      problem: null,
      topics: [{ topic: 'orders.v1', part: 'value' }],
      versions: 2,
      newest: { version: 3, schemaId: 103, seenAt: at(5) },
    });
    expect(found.versions.map(v => [v.version, v.seenAt])).toEqual([
      [3, at(5)],
      [1, null],
    ]);
    expect(
      (await service.subject('registry-prod', 'a/b ü-value'))!.subject,
    ).toMatchObject({ versions: 1, problem: 'its storage is broken' });

    // Which release it came with.
    origins.mockResolvedValue([
      {
        subject: orders,
        fingerprint: schemaFingerprint({
          format: 'AVRO',
          schema: schema('id'),
        }),
        releaseId: 7,
        unit: 'orders',
        sequence: 2,
        label: '1.1.0',
      },
    ]);
    const { versions } = (await service.subject('registry-prod', orders))!;
    expect(versions.map(v => v.origin?.releaseId)).toEqual([undefined, 7]);

    // What differs.
    const diff = await service.diff('registry-prod', orders, {
      from: 1,
      to: 3,
    });
    expect(diff).toMatchObject({
      compatibility: { impact: 'breaking' },
      changes: [{ sign: '+', path: 'total', after: 'string' }],
    });
    await expect(
      service.diff('registry-prod', orders, { from: 2, to: 3 }),
    ).rejects.toThrow(
      'query.from: orders.v1-value has no version 2 that was read; there are 3, 1',
    );
    expect(
      await service.diff('registry-prod', 'none', { from: 1, to: 2 }),
    ).toBeUndefined();

    // Of a group: its topics, in the registries of its cluster.
    const about = {
      cluster: 'kafka-prod',
      environment: 'prod',
      topics: ['orders.v1', 'other'],
    };
    await write(
      { clusters: ['kafka-two'], subjects: [subject(orders, { 1: '"int"' })] },
      6,
      'registry-two',
    );
    await write(
      { subjects: [subject(orders, { 1: '"int"' })] },
      6,
      'registry-dev',
      'dev',
    );
    const of = async (filter: object) =>
      (await service.subjects(filter)).subjects.map(each => each.sourceId);
    expect(await of({ about })).toEqual(['registry-prod']);
    expect(await of({ about: { ...about, cluster: 'kafka-two' } })).toEqual([
      'registry-prod',
      'registry-two',
    ]);
    expect(await of({ about: { ...about, topics: ['x'] } })).toEqual([]);
    expect(await of({ about: { ...about, environment: 'qa' } })).toEqual([]);
    expect(await of({ environment: ['dev'], text: 'orders' })).toEqual([
      'registry-dev',
    ]);

    // Page by page.
    const first = await service.subjects({ limit: 2 });
    expect(first.totalItems).toBe(4);
    const rest = await service.subjects({ limit: 2, cursor: first.nextCursor });
    expect(rest.subjects).toHaveLength(2);
    expect(rest.nextCursor).toBeUndefined();
    await expect(
      service.subjects({ text: 'x', cursor: first.nextCursor }),
    ).rejects.toThrow('another filter');

    // What is gone is forgotten; that of other registries stays.
    await write({ listed: [orders] }, 7);
    expect(await names({ registry: ['registry-prod'] })).toEqual([orders]);
    await write({ listed: [] }, 8);
    expect(await of({})).toEqual(['registry-dev', 'registry-two']);
    expect(await database('schema_versions').pluck('source_id')).not.toContain(
      'registry-prod',
    );
  });
});
