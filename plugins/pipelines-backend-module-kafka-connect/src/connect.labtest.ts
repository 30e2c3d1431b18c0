import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigReader } from '@backstage/config';
import type { ConnectorStatus } from '@sluice/plugin-pipelines-node';
import { sweepOnce } from './__testUtils__/sweepOnce';
import { readConnectClusters } from './config';
import { connectClient } from './connectClient';
import { ConnectOperations } from './ConnectOperations';
import { ConnectSource } from './ConnectSource';

jest.setTimeout(60_000);

const PORT = Number(process.env.SLUICE_LAB_KAFKA_CONNECT_PORT ?? 18097);
const URL = `http://127.0.0.1:${PORT}`;
/** Of its own, so that the lab may go on living. */
const RUN = Date.now();

async function ask(method: string, path: string, body?: object) {
  const answer = await fetch(`${URL}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${text}`);
}

describe('A real worker', () => {
  const [cluster] = readConnectClusters(
    new ConfigReader({
      pipelines: {
        kafkaConnect: [{ name: 'connect', environment: 'prod', url: URL }],
      },
    } as any),
  );
  const client = connectClient(cluster);
  const source = new ConnectSource({ cluster, client });
  const names = { good: `good-${RUN}`, bad: `bad-${RUN}` };

  const read = async () => {
    const [value] = (await sweepOnce(source)).batches;
    return {
      version: value.version,
      find: (name: string): ConnectorStatus | undefined =>
        value.connectors!.connectors.find(each => each.name === name),
    };
  };
  /** Until it is as wanted, or half a minute has passed. */
  async function until(name: string, is: (found: ConnectorStatus) => boolean) {
    for (let i = 0; i < 60; i++) {
      const found = (await read()).find(name);
      if (found && is(found)) return found;
      await sleep(500);
    }
    return (await read()).find(name);
  }

  beforeAll(async () => {
    const sink = {
      'connector.class': 'FileStreamSink',
      'tasks.max': '1',
      topics: '__consumer_offsets',
    };
    const files = { 'connector.class': 'FileStreamSource', 'tasks.max': '1' };
    await ask('POST', '/connectors', {
      name: names.bad,
      config: { ...sink, file: '/nonexistent/dir/out.txt' },
    });
    await ask('POST', '/connectors', {
      name: names.good,
      config: { ...files, file: '/dev/null', topic: 'lab-connect-offsets' },
    });
  });
  afterAll(async () => {
    for (const name of Object.values(names)) {
      await ask('DELETE', `/connectors/${name}`).catch(() => {});
    }
    await client.close();
  });

  it('calls a connector running whose task has failed, and says why', async () => {
    const bad = await until(names.bad, each =>
      each.tasks.some(task => task.state === 'FAILED'),
    );
    expect(bad).toMatchObject({
      type: 'sink',
      class: 'FileStreamSink',
      state: 'RUNNING',
      tasks: [{ id: 0, state: 'FAILED' }],
      group: `connect-${names.bad}`,
      topics: ['__consumer_offsets'],
    });
    expect(bad!.tasks[0].reason).toContain('/nonexistent/dir/out.txt');
    expect((await read()).version).toBe('4.3.1');
  });

  it('shows one that runs, and one that somebody paused', async () => {
    expect(
      await until(names.good, each =>
        each.tasks.some(task => task.state === 'RUNNING'),
      ),
    ).toMatchObject({
      type: 'source',
      state: 'RUNNING',
      topics: ['lab-connect-offsets'],
    });
    const operations = new ConnectOperations({
      cluster: { ...cluster, operations: ['pause-connector'] },
      client,
    });
    const { signal } = new AbortController();
    const request = {
      kind: 'pause-connector' as const,
      connector: names.good,
    };
    const plan = await operations.plan(request, { signal });
    expect(plan.notes[0]).toContain('is running now; tasks: 1 running');
    await operations.execute({
      operationId: 1,
      request,
      plan,
      attempt: 1,
      fencingToken: 1,
      signal,
      isMine: async () => {},
      progress: async () => {},
    });
    await expect(operations.plan(request, { signal })).rejects.toThrow(
      'is paused already',
    );
    expect(
      await until(names.good, each => each.state === 'PAUSED'),
    ).toMatchObject({ state: 'PAUSED' });
  });
});
