import { ConfigReader } from '@backstage/config';
import { readSchemaRegistries } from './config';

const read = (...schemaRegistries: unknown[]) =>
  readSchemaRegistries(
    new ConfigReader({ pipelines: { schemaRegistries } } as any),
  );
const REGISTRY = {
  name: 'registry-prod',
  environment: 'prod',
  url: 'https://registry.example.com/',
};

describe('readSchemaRegistries', () => {
  it('fills in what is left out', () => {
    expect(read(REGISTRY)).toEqual([
      {
        name: 'registry-prod',
        title: 'registry-prod',
        environment: 'prod',
        url: 'https://registry.example.com',
        product: 'confluent',
        tls: { rejectUnauthorized: true },
        subjects: { strategy: 'topic', topics: {} },
        schedule: { intervalSeconds: 120, timeoutSeconds: 55 },
        configKey: 'pipelines.schemaRegistries[0]',
      },
    ]);
    expect(readSchemaRegistries(new ConfigReader({}))).toEqual([]);
  });

  it('knows Apicurio by its path, and is told otherwise', () => {
    const url = 'http://127.0.0.1:18095/apis/ccompat/v7';
    expect(read({ ...REGISTRY, url })[0].product).toBe('apicurio');
    expect(read({ ...REGISTRY, url, product: 'confluent' })[0].product).toBe(
      'confluent',
    );
  });

  it.each<[string, object, string]>([
    ['no URL', { url: undefined }, '[0].url is missing'],
    ['another protocol', { url: 'ftp://x' }, '[0].url must be an http(s) URL'],
    ['a path too much', { url: 'http://x/subjects' }, 'leave out /subjects'],
    ['an unknown login', { auth: { type: 'x' } }, 'one of basic, bearer'],
    [
      'a login without its password',
      { auth: { type: 'basic', username: 'ann' } },
      '[0].auth.password is missing',
    ],
    [
      'a wrong expression',
      { subjects: { include: '(' } },
      '[0].subjects.include is no regular expression',
    ],
    ['an unknown key', { urls: 'x' }, '[0].urls is not a known key'],
    ['no cluster', { clusters: [] }, '[0].clusters'],
    ['an absurd interval', { schedule: { intervalSeconds: -1 } }, 'Seconds'],
    ['a file that is not there', { tls: { ca: '/nowhere' } }, '[0].tls.ca'],
  ])('refuses %s, and names the registry and the key', (_, part, message) => {
    const load = () => read({ ...REGISTRY, ...part });
    expect(load).toThrow(message);
    expect(load).toThrow('Schema registry registry-prod: ');
  });

  it('refuses two of one name, and what is no list', () => {
    expect(() => read(REGISTRY, REGISTRY)).toThrow(
      'pipelines.schemaRegistries[1].name is registry-prod',
    );
    expect(() =>
      readSchemaRegistries(
        new ConfigReader({ pipelines: { schemaRegistries: 'x' } } as any),
      ),
    ).toThrow('must be a list');
  });
});
