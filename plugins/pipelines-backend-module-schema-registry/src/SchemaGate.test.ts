import { ConfigReader } from '@backstage/config';
import type { GateQuestion } from '@sluice/plugin-pipelines-node';
import { FakeRegistry } from './__testUtils__/FakeRegistry';
import { readSchemaRegistries } from './config';
import { RegistryApi } from './RegistryApi';
import { SchemaGate } from './SchemaGate';

const { signal } = new AbortController();

describe('the gate schema-registry', () => {
  let fake: FakeRegistry;
  let api: RegistryApi;
  let gate: SchemaGate;

  beforeEach(async () => {
    fake = new FakeRegistry();
    fake.subjects.set('orders-value', {
      versions: { 1: { id: 1, schema: '"int"' } },
    });
    const [registry] = readSchemaRegistries(
      new ConfigReader({
        pipelines: {
          schemaRegistries: [
            { name: 'registry', environment: 'prod', url: await fake.start() },
          ],
        },
      } as any),
    );
    api = new RegistryApi(registry, {
      retry: { retries: 0, minTimeoutMs: 1, maxTimeoutMs: 1 },
    });
    gate = new SchemaGate([{ registry, api }]);
  });
  afterEach(async () => {
    await api.close();
    await fake.stop();
  });

  const asked = (schemas: unknown, environment = 'prod') =>
    gate.evaluate(
      {
        target: { unit: 'orders', environment },
        release: { manifests: { schemas } },
      } as unknown as GateQuestion,
      signal,
    );
  const ORDERS = { 'orders-value': { format: 'avro', schema: '"long"' } };

  it('passes what the registry calls compatible, and what is new', async () => {
    const finding = await asked({
      ...ORDERS,
      'returns-value': { format: 'JSON', schema: { type: 'object' } },
    });
    expect(finding).toMatchObject({
      verdict: 'pass',
      summary:
        'orders-value in registry (BACKWARD) · returns-value in registry is new',
    });
    expect(fake.requests).toContain(
      'POST /compatibility/subjects/orders-value/versions/latest?verbose=true',
    );
    expect(fake.requests.filter(each => each.includes('returns'))).toEqual([
      'GET /subjects/returns-value/versions',
    ]);
  });

  it('fails with what the registry says', async () => {
    fake.compatibility = { is_compatible: false, messages: ['int is no long'] };
    expect(await asked(ORDERS)).toMatchObject({
      verdict: 'fail',
      summary: expect.stringContaining(
        'orders-value in registry (BACKWARD): int is no long',
      ),
    });
    fake.instead.set(
      '/compatibility/subjects/orders-value/versions/latest?verbose=true',
      [422, { error_code: 42201, message: 'invalid Avro' }],
    );
    expect(await asked(ORDERS)).toMatchObject({
      verdict: 'fail',
      summary: expect.stringContaining('invalid Avro'),
    });
  });

  it('shows nothing where the registry checks nothing', async () => {
    fake.level = 'NONE';
    expect(await asked(ORDERS)).toMatchObject({ verdict: 'inconclusive' });
  });

  it('does not know where the registry can not be asked', async () => {
    fake.instead.set('/config/orders-value', [500, { message: 'down' }]);
    expect(await asked(ORDERS)).toMatchObject({
      verdict: 'unknown',
      summary: expect.stringContaining('down'),
    });
    expect(await asked({ 'orders-value': 1 })).toMatchObject({
      verdict: 'unknown',
    });
  });

  it('has nothing to check without schemas, or without a registry', async () => {
    expect(await asked(undefined)).toMatchObject({ verdict: 'not-applicable' });
    expect(await asked(ORDERS, 'dev')).toMatchObject({
      verdict: 'not-applicable',
      summary: 'No schema registry is configured for dev',
    });
  });
});
