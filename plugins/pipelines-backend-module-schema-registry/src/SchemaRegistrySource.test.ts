import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import type { RunBatch, SubjectReading } from '@sluice/plugin-pipelines-node';
import { FakeRegistry } from './__testUtils__/FakeRegistry';
import { readSchemaRegistries } from './config';
import { RegistryApi } from './RegistryApi';
import { SchemaRegistrySource } from './SchemaRegistrySource';

const schema = (name: string) =>
  `{"type":"record","name":"${name}","fields":[]}`;

describe('SchemaRegistrySource', () => {
  let fake: FakeRegistry;
  let api: RegistryApi | undefined;
  let source: SchemaRegistrySource;
  let cursor: JsonValue | undefined;

  beforeEach(async () => {
    fake = new FakeRegistry();
    await create();
    cursor = undefined;
    fake.subjects.set('orders.v1-value', {
      versions: { 1: { id: 5, schema: schema('A') } },
    });
    fake.subjects.set('a/b ü-key', {
      versions: {
        2: { id: 7, schema: '{}', schemaType: 'JSON', ts: 1795690283328 },
      },
      level: 'FULL',
    });
  });
  afterEach(async () => {
    await api?.close();
    await fake.stop();
  });

  async function create(options: object = {}) {
    const url = await fake.start();
    const [registry] = readSchemaRegistries(
      new ConfigReader({
        pipelines: {
          schemaRegistries: [
            { name: 'registry', environment: 'prod', url, ...options },
          ],
        },
      } as any),
    );
    const retry = { retries: 0, minTimeoutMs: 1, maxTimeoutMs: 1 };
    api = new RegistryApi(registry, { retry });
    source = SchemaRegistrySource.create({ registry, api });
  }

  async function sweep() {
    const batches: RunBatch[] = [];
    for await (const batch of source.collect({
      cursor,
      signal: new AbortController().signal,
      now: () => new Date('2026-11-26T12:00:00.000Z'),
      logger: mockServices.logger.mock(),
    })) {
      // As it comes back from the database.
      cursor = JSON.parse(JSON.stringify(batch.cursor));
      batches.push(batch);
    }
    const subjects = new Map<string, SubjectReading>(
      batches
        .flatMap(batch => batch.schemas?.subjects ?? [])
        .map(each => [each.subject, each]),
    );
    return { batches, subjects, last: batches.at(-1)! };
  }

  it('reads subjects with their versions, topics and levels', async () => {
    const { last, subjects } = await sweep();
    expect(subjects.get('orders.v1-value')).toEqual({
      subject: 'orders.v1-value',
      topics: [{ topic: 'orders.v1', part: 'value' }],
      versions: [1],
      added: [{ version: 1, schemaId: 5, format: 'AVRO', schema: schema('A') }],
      level: 'BACKWARD',
      levelOf: 'registry',
    });
    expect(subjects.get('a/b ü-key')).toMatchObject({
      topics: [{ topic: 'a/b ü', part: 'key' }],
      added: [{ format: 'JSON', registeredAt: '2026-11-26T10:51:23.328Z' }],
      level: 'FULL',
      levelOf: 'subject',
    });
    expect(last.schemas).toMatchObject({
      level: 'BACKWARD',
      listed: ['a/b ü-key', 'orders.v1-value'],
    });
    expect(last.issues).toEqual([]);
  });

  it('reads later only what is new, or was made again', async () => {
    await sweep();
    const again = await sweep();
    expect([...again.subjects.values()].flatMap(each => each.added)).toEqual(
      [],
    );
    const { versions } = fake.subjects.get('orders.v1-value')!;
    versions[2] = { id: 8, schema: schema('B') };
    versions[3] = { id: 9, schema: schema('C') };
    const later = (await sweep()).subjects.get('orders.v1-value')!;
    expect(later.versions).toEqual([1, 2, 3]);
    expect(later.added.map(each => each.version)).toEqual([2, 3]);
    fake.subjects.set('orders.v1-value', {
      versions: {
        1: { id: 20, schema: schema('D') },
        3: { id: 21, schema: schema('E') },
      },
    });
    const made = (await sweep()).subjects.get('orders.v1-value')!;
    expect(made.added.map(each => each.schemaId)).toEqual([20, 21]);
    fake.subjects.delete('orders.v1-value');
    expect((await sweep()).last.schemas?.listed).toEqual(['a/b ü-key']);
    expect(cursor).toEqual({ known: { 'a/b ü-key': [2, 7] } });
  });

  it('knows that Apicurio says NONE where the level of the registry holds', async () => {
    await api!.close();
    await fake.stop();
    fake = new FakeRegistry();
    fake.product = 'apicurio';
    fake.subjects.set('x-value', { versions: { 1: { id: 1, schema: '1' } } });
    await create({ product: 'apicurio' });
    const { subjects } = await sweep();
    expect(subjects.get('x-value')).toMatchObject({
      level: 'BACKWARD',
      levelOf: 'registry',
    });
  });

  it('loses one subject alone where one fails, and says why', async () => {
    fake.instead.set('/subjects/orders.v1-value/versions/1', [
      500,
      { message: 'its storage is broken' },
    ]);
    fake.instead.set('/config/a%2Fb%20%C3%BC-key', [403, { message: 'no' }]);
    const { last, subjects } = await sweep();
    expect(subjects.get('orders.v1-value')).toMatchObject({
      added: [],
      problem: expect.stringContaining('its storage is broken'),
    });
    expect(subjects.get('orders.v1-value')).not.toHaveProperty('versions');
    const other = subjects.get('a/b ü-key')!;
    expect(other.added).toHaveLength(1);
    expect(other).not.toHaveProperty('level');
    expect(last.issues!.map(each => each.title).sort()).toEqual([
      'a/b ü-key',
      'orders.v1-value',
    ]);
    fake.instead.clear();
    expect((await sweep()).subjects.get('orders.v1-value')!.added).toHaveLength(
      1,
    );
  });

  it('goes on where a sweep was cut off', async () => {
    fake.subjects.clear();
    const names = Array.from(
      { length: 130 },
      (_, i) => `t${String(i).padStart(3, '0')}-value`,
    );
    for (const name of names) {
      fake.subjects.set(name, { versions: { 1: { id: 1, schema: '"int"' } } });
    }
    const collected = source.collect({
      cursor,
      signal: new AbortController().signal,
      now: () => new Date(),
      logger: mockServices.logger.mock(),
    });
    const { value: first } = await collected[Symbol.asyncIterator]().next();
    expect(first.schemas.subjects).toHaveLength(100);
    expect(first.schemas).not.toHaveProperty('listed');
    ({ cursor } = first);
    const { last, subjects } = await sweep();
    expect([...subjects.keys()].sort()).toEqual(names.slice(100));
    expect(last.schemas!.listed).toHaveLength(130);
  });

  it('says what is there instead of a registry', async () => {
    fake.instead.set('/subjects', [200, { hello: 'world' }]);
    await expect(sweep()).rejects.toThrow(
      /registry answered \/subjects .*pipelines\.schemaRegistries\[0\]\.url/,
    );
  });
});
