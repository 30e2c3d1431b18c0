import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonClient } from '@sluice/plugin-pipelines-node';
import { readConnectClusters } from './config';
import { connectClient } from './connectClient';
import { ConnectSource } from './ConnectSource';

describe('ConnectSource', () => {
  let server: Server;
  let source: ConnectSource;
  let client: JsonClient;
  const answers = new Map<string, unknown>();
  const asked: string[] = [];

  beforeEach(async () => {
    asked.length = 0;
    answers.clear();
    answers.set('/', { version: '4.3.1', kafka_cluster_id: 'x' });
    answers.set('/connectors?expand=status&expand=info', {
      cdc: {
        status: { connector: { state: 'RUNNING' }, tasks: [], type: 'source' },
      },
    });
    server = createServer((req, res) => {
      asked.push(req.url!);
      res.statusCode = answers.has(req.url!) ? 200 : 404;
      res.end(JSON.stringify(answers.get(req.url!) ?? {}));
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const [cluster] = readConnectClusters(
      new ConfigReader({
        pipelines: {
          kafkaConnect: [
            {
              name: 'connect-prod',
              environment: 'prod',
              url: `http://127.0.0.1:${port}/`,
              clusters: ['kafka-prod'],
            },
          ],
        },
      } as any),
    );
    client = connectClient(cluster, {
      retries: 0,
      minTimeoutMs: 1,
      maxTimeoutMs: 1,
    });
    source = new ConnectSource({ cluster, client });
  });
  afterEach(async () => {
    await client.close();
    server.closeAllConnections();
    await new Promise(done => server.close(done));
  });

  const sweep = async () =>
    (
      await source
        .collect({
          signal: new AbortController().signal,
          now: () => new Date('2026-11-26T12:00:00.000Z'),
          logger: mockServices.logger.mock(),
        })
        .next()
    ).value;

  it('reads all connectors in two requests', async () => {
    expect(await sweep()).toEqual({
      cursor: null,
      connectors: {
        at: '2026-11-26T12:00:00.000Z',
        clusters: ['kafka-prod'],
        connectors: [
          { name: 'cdc', type: 'source', state: 'RUNNING', tasks: [] },
        ],
      },
      issues: [],
      version: '4.3.1',
    });
    expect(asked).toEqual(['/', '/connectors?expand=status&expand=info']);
  });

  it('says what is there instead of Kafka Connect', async () => {
    answers.set('/connectors?expand=status&expand=info', ['cdc']);
    await expect(sweep()).rejects.toThrow(
      /connect-prod answered \/connectors.*pipelines\.kafkaConnect\[0\]\.url/,
    );
  });
});
