import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import type {
  GateQuestion,
  SubjectReading,
} from '@sluice/plugin-pipelines-node';
import { sweepOnce } from './__testUtils__/sweepOnce';
import { readSchemaRegistries } from './config';
import { RegistryApi } from './RegistryApi';
import { SchemaGate } from './SchemaGate';
import { SchemaRegistrySource } from './SchemaRegistrySource';

jest.setTimeout(60_000);

const PORT = Number(process.env.SLUICE_LAB_SCHEMA_REGISTRY_PORT ?? 18095);
const URL = `http://127.0.0.1:${PORT}/apis/ccompat/v7`;

const order = (...fields: object[]) =>
  JSON.stringify({
    type: 'record',
    name: 'Order',
    namespace: 'lab',
    fields: [{ name: 'id', type: 'string' }, ...fields],
  });
const NOTE = { name: 'note', type: ['null', 'string'], default: null };
const CURRENCY = { name: 'currency', type: 'string' };

async function put(method: 'POST' | 'PUT', path: string, body: object) {
  const answer = await fetch(`${URL}${path}`, {
    method,
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${text}`);
}

const register = (subject: string, schema: string, schemaType = 'AVRO') =>
  put('POST', `/subjects/${encodeURIComponent(subject)}/versions`, {
    schema,
    schemaType,
  });

describe('A real registry', () => {
  // Names of their own, so that the lab may go on living.
  const topic = `orders-${Date.now()}`;
  const [registry] = readSchemaRegistries(
    new ConfigReader({
      pipelines: {
        schemaRegistries: [
          {
            name: 'registry',
            environment: 'prod',
            url: URL,
            subjects: { include: topic },
          },
        ],
      },
    } as any),
  );
  const api = new RegistryApi(registry);
  const source = SchemaRegistrySource.create({ registry, api });
  const { signal } = new AbortController();
  let cursor: JsonValue | undefined;

  async function sweep() {
    const swept = await sweepOnce(source, cursor);
    cursor = swept.cursor;
    return new Map<string, SubjectReading>(
      swept.batches
        .flatMap(batch => batch.schemas!.subjects)
        .map(each => [each.subject, each]),
    );
  }

  beforeAll(async () => {
    await put('PUT', '/config', { compatibility: 'BACKWARD' });
    await register(`${topic}-value`, order());
    await register(`${topic}-value`, order(NOTE));
    await register(
      `${topic}.json-key`,
      '{"type":"object","properties":{"id":{"type":"string"}}}',
      'JSON',
    );
    await register(
      `${topic}.proto-value`,
      'syntax = "proto3";\nmessage A { int32 b = 1; }',
      'PROTOBUF',
    );
    await put('PUT', `/config/${topic}.json-key`, { compatibility: 'FULL' });
  });
  afterAll(() => api.close());

  it('is read: subjects, versions, formats, and whose level holds', async () => {
    const subjects = await sweep();
    expect([...subjects.keys()].sort()).toEqual([
      `${topic}-value`,
      `${topic}.json-key`,
      `${topic}.proto-value`,
    ]);
    const orders = subjects.get(`${topic}-value`)!;
    expect(orders).toMatchObject({
      topics: [{ topic, part: 'value' }],
      versions: [1, 2],
      level: 'BACKWARD',
      levelOf: 'registry',
    });
    expect(orders.added.map(each => JSON.parse(each.schema))).toEqual([
      JSON.parse(order()),
      JSON.parse(order(NOTE)),
    ]);
    expect(subjects.get(`${topic}.json-key`)).toMatchObject({
      added: [{ format: 'JSON' }],
      level: 'FULL',
      levelOf: 'subject',
    });
    expect(subjects.get(`${topic}.proto-value`)!.added[0].format).toBe(
      'PROTOBUF',
    );
    for (const each of subjects.values()) expect(each.problem).toBeUndefined();
  });

  it('is asked only for what is new', async () => {
    await register(`${topic}-value`, order(NOTE, { ...NOTE, name: 'more' }));
    const subjects = await sweep();
    expect(
      subjects.get(`${topic}-value`)!.added.map(each => each.version),
    ).toEqual([3]);
    expect(subjects.get(`${topic}.proto-value`)!.added).toEqual([]);
  });

  it.each([
    ['pass', order(NOTE)],
    ['fail', order(CURRENCY)],
    ['fail', '{"type":"nope"}'],
  ])('gives the gate the verdict %s', async (verdict, schema) => {
    const gate = new SchemaGate([{ registry, api }]);
    const question = {
      target: { unit: 'orders', environment: 'prod' },
      release: {
        manifests: {
          schemas: { [`${topic}-value`]: { format: 'AVRO', schema } },
        },
      },
    } as unknown as GateQuestion;
    expect(await gate.evaluate(question, signal)).toMatchObject({ verdict });
  });

  it('gives the gate pass for a subject that is new', async () => {
    const gate = new SchemaGate([{ registry, api }]);
    const found = await gate.evaluate(
      {
        target: { unit: 'orders', environment: 'prod' },
        release: {
          manifests: {
            schemas: { [`${topic}.new`]: { format: 'AVRO', schema: '"int"' } },
          },
        },
      } as unknown as GateQuestion,
      signal,
    );
    expect(found).toMatchObject({
      verdict: 'pass',
      summary: expect.stringContaining('is new'),
    });
  });
});
