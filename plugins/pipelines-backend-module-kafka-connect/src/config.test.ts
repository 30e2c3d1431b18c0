import { ConfigReader } from '@backstage/config';
import { readConnectClusters } from './config';

const read = (...kafkaConnect: unknown[]) =>
  readConnectClusters(new ConfigReader({ pipelines: { kafkaConnect } } as any));
const CLUSTER = {
  name: 'connect-prod',
  environment: 'prod',
  url: 'https://connect.example.com/',
};

describe('readConnectClusters', () => {
  it('fills in what is left out', () => {
    expect(read(CLUSTER)).toEqual([
      {
        name: 'connect-prod',
        title: 'connect-prod',
        operations: [],
        environment: 'prod',
        url: 'https://connect.example.com',
        tls: { rejectUnauthorized: true },
        schedule: { intervalSeconds: 30, timeoutSeconds: 30 },
        configKey: 'pipelines.kafkaConnect[0]',
      },
    ]);
    expect(readConnectClusters(new ConfigReader({}))).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['no URL', { url: undefined }, '[0].url is missing'],
    ['another protocol', { url: 'ftp://x' }, '[0].url must be an http(s) URL'],
    ['an unknown login', { auth: { type: 'x' } }, 'one of basic, bearer'],
    [
      'a login without its password',
      { auth: { type: 'basic', username: 'ann' } },
      '[0].auth.password is missing',
    ],
    ['an unknown key', { urls: 'x' }, '[0].urls is not a known key'],
    ['no cluster', { clusters: [] }, '[0].clusters'],
    ['an absurd interval', { schedule: { intervalSeconds: -1 } }, 'Seconds'],
    ['a file that is not there', { tls: { ca: '/nowhere' } }, '[0].tls.ca'],
  ])('refuses %s, and names the cluster and the key', (_, part, message) => {
    const load = () => read({ ...CLUSTER, ...part });
    expect(load).toThrow(message);
    expect(load).toThrow('Kafka Connect connect-prod: ');
  });

  it('refuses two of one name, and what is no list', () => {
    expect(() => read(CLUSTER, CLUSTER)).toThrow(
      'pipelines.kafkaConnect[1].name is connect-prod',
    );
    expect(() =>
      readConnectClusters(
        new ConfigReader({ pipelines: { kafkaConnect: 'x' } } as any),
      ),
    ).toThrow('must be a list');
  });
});
