import { TestDatabases } from '@backstage/backend-test-utils';
import type { ConnectorStatus } from '@sluice/plugin-pipelines-node';
import { migrate } from '../database/migrate';
import type { BatchPart } from '../observations';
import { createConnectorRecorder, createConnectors } from './index';

jest.setTimeout(60_000);

const AT = (minute: number) => `2026-11-26T12:0${minute}:00.000Z`;
const connector = (
  name: string,
  task: string,
  options: Partial<ConnectorStatus> = {},
): ConnectorStatus => ({
  name,
  type: 'sink',
  state: 'RUNNING',
  tasks: [{ id: 0, state: task }],
  group: `connect-${name}`,
  ...options,
});

describe('connectors', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())('are kept on %s', async databaseId => {
    const database = await databases.init(databaseId);
    await migrate({ getClient: async () => database });
    const recorder = createConnectorRecorder();
    const service = createConnectors({ database });
    const write = (
      minute: number,
      connectors: ConnectorStatus[],
      options: { id?: string; clusters?: string[] } = {},
    ) =>
      database.transaction(tx =>
        recorder.write({
          source: { id: options.id ?? 'connect', environment: 'prod' },
          batch: {
            cursor: null,
            connectors: {
              at: AT(minute),
              connectors,
              clusters: options.clusters,
            },
          },
          at: AT(minute),
          tx,
        } as unknown as Parameters<BatchPart['write']>[0]),
      );
    const names = async (filter?: Parameters<typeof service.connectors>[0]) =>
      (await service.connectors(filter)).map(
        each => `${each.status.name} ${each.state}`,
      );

    await write(1, [
      connector('a', 'RUNNING'),
      connector('b', 'FAILED'),
      connector('c', 'PAUSED', { state: 'PAUSED' }),
      connector('', 'RUNNING'),
      connector('x'.repeat(256), 'RUNNING'),
    ]);
    expect(await names()).toEqual(['b failed', 'a running', 'c paused']);
    expect(await names({ state: ['failed', 'paused'] })).toEqual([
      'b failed',
      'c paused',
    ]);

    // Since when it is so; what is no longer there is gone.
    await write(2, [connector('a', 'FAILED'), connector('b', 'FAILED')]);
    const [a, b] = await service.connectors();
    expect([a.since, b.since]).toEqual([AT(2), AT(1)]);
    expect(await names()).toHaveLength(2);

    await write(3, [connector('a', 'RUNNING')], {
      id: 'other',
      clusters: ['kafka-two'],
    });
    const readsAs = {
      group: 'connect-a',
      cluster: 'kafka-prod',
      environment: 'prod',
    };
    expect(await names({ readsAs })).toEqual(['a failed']);
    expect(
      await names({ readsAs: { ...readsAs, cluster: 'kafka-two' } }),
    ).toEqual(['a failed', 'a running']);
    expect(
      await names({ readsAs: { ...readsAs, environment: 'dev' } }),
    ).toEqual([]);
  });
});
