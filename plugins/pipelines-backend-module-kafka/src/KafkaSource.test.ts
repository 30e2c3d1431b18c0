import { mockServices } from '@backstage/backend-test-utils';
import type {
  RunBatch,
  WantedFreshness,
  WantedTime,
} from '@sluice/plugin-pipelines-node';
import { encodeKey, encodeValue } from './__testUtils__/commitBytes';
import { FakeCluster, type FakeLog, member } from './__testUtils__/FakeCluster';
import type { KafkaCluster } from './config';
import { KafkaSource } from './KafkaSource';

const CLUSTER: KafkaCluster = {
  name: 'kafka-prod',
  title: 'Kafka (prod)',
  environment: 'prod',
  bootstrap: [{ host: 'kafka-1', port: 9092 }],
  clientId: 'sluice',
  tls: undefined,
  groups: {},
  topics: { deadLetters: ['<topic>.dlq'] },
  commits: { tail: false },
  discover: false,
  operations: [],
  schedule: {
    intervalSeconds: 15,
    timeoutSeconds: 30,
    anchorsSeconds: 300,
    quietSeconds: 60,
  },
  requestsPerSecond: 100,
  configKey: 'pipelines.kafka[0]',
};

function rig(options: Partial<KafkaCluster> = {}) {
  const cluster = new FakeCluster();
  cluster.logs.set('orders/0', { leader: 1, end: 10, start: 2 });
  cluster.addGroup('g', {
    members: [member('m', 'orders', [0])],
    committed: { 'orders/0': 4 },
  });
  let time = Date.parse('2026-11-21T06:00:00.000Z');
  let connects = 0;
  const promised: WantedFreshness[] = [];
  const wanted: WantedTime[] = [];
  const source = KafkaSource.create({
    cluster: { ...CLUSTER, ...options },
    connect: () => {
      connects++;
      return cluster;
    },
  });
  /** Saved with the last batch. */
  let saved: RunBatch['cursor'] | undefined;
  return {
    cluster,
    source,
    connects: () => connects,
    pass: (seconds: number) => {
      time += seconds * 1000;
    },
    promised,
    wanted,
    async sweep(signal = new AbortController().signal): Promise<RunBatch> {
      const batches: RunBatch[] = [];
      for await (const batch of source.collect({
        cursor: saved,
        signal,
        now: () => new Date(time),
        logger: mockServices.logger.mock(),
        wantedFreshness: async () => promised,
        wantedTimes: async () => wanted,
      })) {
        batches.push(batch);
      }
      expect(batches).toHaveLength(1);
      saved = batches[0].cursor;
      return batches[0];
    },
  };
}

describe('KafkaSource', () => {
  it('is a source as configured, and connects when it is first read', async () => {
    const { connects, source, sweep } = rig();
    expect(source).toMatchObject({
      id: 'kafka-prod',
      technology: 'kafka',
      title: 'Kafka (prod)',
      environment: 'prod',
      schedule: { intervalSeconds: 15, timeoutSeconds: 30 },
    });
    expect(connects()).toBe(0);
    await sweep();
    await sweep();
    expect(connects()).toBe(1);
  });

  it('hands over where groups stand, and no entities of its own', async () => {
    const batch = await rig().sweep();
    expect(batch.lag).toMatchObject({
      groups: [{ group: 'g', partitions: [{ committed: 4 }] }],
      logs: [{ end: 10, start: 2 }],
    });
    expect(batch.issues).toEqual([]);
    expect(batch).not.toHaveProperty('definitions');
  });

  it('reads commits where that is switched on, from where it was', async () => {
    const off = rig();
    off.cluster.logs.set('__consumer_offsets/0', { leader: 1, end: 5 });
    const without = await off.sweep();
    expect(without.cursor).toBeNull();
    expect(without.lag!.groups[0].partitions[0]).not.toHaveProperty('commits');

    const { cluster, pass, sweep } = rig({ commits: { tail: true } });
    const log: FakeLog = { leader: 1, end: 5, records: [] };
    cluster.logs.set('__consumer_offsets/0', log);
    const since = '2026-11-21T06:00:00.000Z';
    expect((await sweep()).lag!.groups[0].partitions).toEqual([
      {
        topic: 'orders',
        partition: 0,
        memberId: 'm',
        committed: 4,
        commits: { since, made: [], upToDate: true },
      },
    ]);
    pass(15);
    const at = Date.parse(since) + 9000;
    log.records!.push({
      offset: log.end++,
      key: encodeKey({ group: 'g', topic: 'orders', partition: 0 }),
      value: encodeValue({ offset: 4, at }),
    });
    const { cursor, lag } = await sweep();
    expect(lag!.groups[0].partitions[0].commits).toEqual({
      since,
      made: [{ at, offset: 4 }],
      upToDate: true,
    });
    expect(cursor).toEqual({
      commits: {
        topicId: 'id-of-__consumer_offsets',
        positions: { 0: [6, Date.parse(since)] },
      },
    });
  });

  it('says that it may not read commits, and reads the rest', async () => {
    const { cluster, sweep } = rig({ commits: { tail: true } });
    cluster.logs.set('__consumer_offsets/0', {
      leader: 1,
      end: 5,
      recordsCode: 29,
    });
    const { issues, lag } = await sweep();
    expect(lag!.groups[0].partitions[0]).toMatchObject({
      committed: 4,
      commits: { upToDate: false },
    });
    expect(issues).toMatchObject([
      {
        message:
          'commits: not authorised to read them (ACL: Read on Topic __consumer_offsets)',
      },
    ]);
  });

  it('reads where logs begin now and then', async () => {
    const { pass, sweep } = rig();
    const reads = async () => (await sweep()).lag!.logs[0].start;
    expect(await reads()).toBe(2);
    pass(15);
    expect(await reads()).toBeUndefined();
    pass(285);
    expect(await reads()).toBe(2);
  });

  it('reads them again after a sweep that failed', async () => {
    const { cluster, sweep } = rig();
    cluster.unreachable = new Error('no broker');
    await expect(sweep()).rejects.toThrow('no broker');
    cluster.unreachable = undefined;
    expect((await sweep()).lag!.logs[0].start).toBe(2);
  });

  it('reads groups less often in which nothing moves, unless an SLO is about them', async () => {
    const rest = rig({ discover: true });
    for (let i = 0; i < 10; i++) await rest.sweep();
    expect(await rest.sweep()).toMatchObject({
      lag: { groups: [], quietGroups: ['g'] },
      definitions: [{ externalId: 'g' }],
      definitionsComplete: true,
    });
    rest.promised.push({ pipelineExternalId: 'g', maxSeconds: 180 });
    expect((await rest.sweep()).lag!.groups).toHaveLength(1);
    const all = rig({
      schedule: {
        intervalSeconds: 15,
        timeoutSeconds: 30,
        anchorsSeconds: 300,
        quietSeconds: 15,
      },
    });
    for (let i = 0; i < 12; i++) {
      expect((await all.sweep()).lag!.groups).toHaveLength(1);
    }
  });

  it('says when messages were written that it is asked for, with the same reading', async () => {
    const { cluster, sweep, wanted } = rig();
    const time = Date.parse('2026-11-21T05:57:03.000Z');
    Object.assign(cluster.logs.get('orders/0')!, {
      times: [0, 0, 0, 0, time, time + 10],
    });
    expect((await sweep()).lag!.logs[0]).not.toHaveProperty('written');
    wanted.push({
      topic: 'orders',
      partition: 0,
      offset: 4,
      after: '2026-11-21T05:57:00.000Z',
      before: '2026-11-21T05:57:15.000Z',
    });
    const before = cluster.asked.length;
    const { lag } = await sweep();
    expect(lag!.logs[0]).toMatchObject({ end: 10, written: [{ offset: 4 }] });
    const at = Date.parse(lag!.logs[0].written![0].at);
    expect(Math.abs(at - time)).toBeLessThanOrEqual(500);
    expect(lag!.requests).toBe(cluster.asked.length - before + 1);
  });

  it('makes groups entities where the config asks for it', async () => {
    const { cluster, sweep } = rig({ discover: true });
    expect(await sweep()).toMatchObject({
      definitions: [{ externalId: 'g', type: 'kafka-consumer', paused: false }],
      definitionsComplete: true,
    });
    cluster.listCodes.set(1, 14);
    expect(await sweep()).toMatchObject({ definitionsComplete: false });
  });

  it('says what it may not see', async () => {
    const { cluster, sweep } = rig();
    cluster.groups.get('g')!.code = 30;
    expect((await sweep()).issues).toEqual([
      {
        kind: 'skipped-reading',
        title: 'g',
        message:
          'unknown: not authorised to describe the group (ACL: Describe on Group)',
        pipeline: 'g',
        at: '2026-11-21T06:00:00.000Z',
      },
    ]);
  });

  it('says which broker could not be asked', async () => {
    const { cluster, sweep } = rig();
    cluster.down.add('logOffsets end:1');
    expect((await sweep()).issues).toMatchObject([
      { message: "broker 1: broker-1:9092 can't be reached" },
    ]);
  });

  it('does nothing for a sweep that was given up, and closes what it opened', async () => {
    const { cluster, connects, source, sweep } = rig();
    await source.close();
    await expect(sweep(AbortSignal.abort(new Error('stop')))).rejects.toThrow(
      'stop',
    );
    expect(connects()).toBe(0);
    await sweep();
    await source.close();
    expect(cluster.closed).toBe(true);
  });
});
