import { ConfigReader } from '@backstage/config';
import { FakeRegistry } from './__testUtils__/FakeRegistry';
import { checkSchema } from './checkSchema';
import { readSchemaRegistries } from './config';
import { RegistryApi } from './RegistryApi';

const { signal } = new AbortController();

describe('the check of a schema', () => {
  let fake: FakeRegistry;
  let api: RegistryApi;

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
      }),
    );
    api = new RegistryApi(registry, {
      retry: { retries: 0, minTimeoutMs: 1, maxTimeoutMs: 1 },
    });
  });
  afterEach(async () => {
    await api.close();
    await fake.stop();
  });

  const check = (subject = 'orders-value') =>
    checkSchema(api, subject, { format: 'avro', schema: '"long"' }, signal);

  it('says what the registry says, and what it was held to', async () => {
    expect(await check()).toEqual({
      state: 'compatible',
      level: 'BACKWARD',
      reasons: [],
    });
    fake.compatibility = { is_compatible: false, messages: ['TYPE_MISMATCH'] };
    expect(await check()).toEqual({
      state: 'incompatible',
      level: 'BACKWARD',
      reasons: ['TYPE_MISMATCH'],
    });
  });

  it('knows nothing to be compatible with where there is no subject', async () => {
    expect(await check('returns-value')).toEqual({ state: 'new', reasons: [] });
  });

  it('takes what the registry cannot read for incompatible, and an outage for no answer', async () => {
    const path =
      '/compatibility/subjects/orders-value/versions/latest?verbose=true';
    fake.instead.set(path, [422, { error_code: 42201, message: 'no Avro' }]);
    expect(await check()).toMatchObject({
      state: 'incompatible',
      reasons: [expect.stringContaining('no Avro')],
    });
    fake.instead.set(path, [500, { message: 'down' }]);
    await expect(check()).rejects.toThrow('Schema registry registry');
  });
});
