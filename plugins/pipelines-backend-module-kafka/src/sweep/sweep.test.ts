import { encodeKey, encodeValue } from '../__testUtils__/commitBytes';
import {
  FakeCluster,
  type FakeLog,
  member,
} from '../__testUtils__/FakeCluster';
import { DeadLetterPatterns } from './deadLetters';
import { QuietGroups } from './QuietGroups';
import { sweep, type SweepOptions } from './sweep';

const NOW = new Date('2026-11-21T06:00:00.000Z');
const read = (client: FakeCluster, options: Partial<SweepOptions> = {}) =>
  sweep({
    client,
    filters: { groups: {}, topics: {} },
    deadLetters: new DeadLetterPatterns(['<topic>.dlq']),
    slow: false,
    now: () => NOW,
    ...options,
  });

/** Three brokers, each with a partition of each topic, and groups spread over them. */
function threeBrokers(groups: number) {
  const cluster = new FakeCluster([1, 2, 3]);
  for (const partition of [0, 1, 2]) {
    cluster.logs.set(`orders/${partition}`, {
      leader: partition + 1,
      end: 100 + partition,
      start: 5,
      newest: { offset: 99 + partition, timestamp: NOW.getTime() - 1000 },
    });
  }
  for (let i = 0; i < groups; i++) {
    cluster.addGroup(`g${i}`, {
      members: [member('m', 'orders', [0, 1, 2])],
      committed: { 'orders/0': 90, 'orders/1': 101, 'orders/2': 100 },
    });
  }
  return cluster;
}

describe('a sweep', () => {
  it.each([1, 25, 1000])(
    'takes 4B + 1 requests for %d groups, and 2B + 1 more when it is slow',
    async groups => {
      const cluster = threeBrokers(groups);
      const brokers = Math.min(groups, 3);
      // Brokers that coordinate nothing are asked for their groups alone, and for the logs that they lead.
      const expected = 1 + 3 + brokers + brokers + 3;
      expect((await read(cluster)).lag.requests).toBe(expected);
      expect(expected).toBeLessThanOrEqual(4 * 3 + 2);
      const slow = await read(cluster, { slow: true });
      expect(slow.lag.requests).toBe(expected + 6 + 1);
      expect(expected + 7).toBeLessThanOrEqual(4 * 3 + 2 + 2 * 3);
    },
  );

  it('tells where each group stands', async () => {
    const cluster = threeBrokers(1);
    const { lag, problems } = await read(cluster, { slow: true });
    expect(problems).toEqual([]);
    expect(lag).toMatchObject({
      at: NOW.toISOString(),
      complete: true,
      brokers: 3,
      groups: [
        {
          group: 'g0',
          state: 'stable',
          protocol: 'classic',
          members: [{ memberId: 'm', clientId: 'client-m', host: '/10.0.0.7' }],
          partitions: [
            { topic: 'orders', partition: 0, committed: 90, memberId: 'm' },
            { topic: 'orders', partition: 1, committed: 101, memberId: 'm' },
            { topic: 'orders', partition: 2, committed: 100, memberId: 'm' },
          ],
        },
      ],
      topics: [
        {
          topic: 'orders',
          topicId: 'id-of-orders',
          partitions: 3,
          underReplicated: 0,
          offline: 0,
        },
      ],
    });
    expect(lag.groups[0].problem).toBeUndefined();
    expect(lag.logs[0]).toEqual({
      topic: 'orders',
      partition: 0,
      end: 100,
      start: 5,
      newest: { offset: 99, at: '2026-11-21T05:59:59.000Z' },
    });
  });

  it('describes groups of KIP-848 in their own way', async () => {
    const cluster = threeBrokers(0);
    cluster.addGroup('k', { type: 'consumer', state: 'Reconciling' });
    const { lag } = await read(cluster);
    expect(cluster.asked).toContain('describeConsumer:1');
    expect(cluster.asked).not.toContain('describeClassic:1');
    expect(lag.groups).toMatchObject([
      { group: 'k', protocol: 'consumer', state: 'rebalancing' },
    ]);
  });

  it('lists a partition that a member has and never committed in', async () => {
    const cluster = threeBrokers(0);
    cluster.addGroup('new', { members: [member('m', 'orders', [1])] });
    const { lag } = await read(cluster);
    expect(lag.groups[0].partitions).toEqual([
      { topic: 'orders', partition: 1, committed: null, memberId: 'm' },
    ]);
    expect(lag.logs).toEqual([{ topic: 'orders', partition: 1, end: 101 }]);
  });

  it('knows nobody’s member of an empty group, and cannot tell while one rebalances', async () => {
    const cluster = threeBrokers(0);
    const committed = { 'orders/0': 1 };
    cluster.addGroup('empty', { state: 'Empty', committed });
    cluster.addGroup('moving', { state: 'PreparingRebalance', committed });
    cluster.addGroup('dead', { state: 'Dead', committed });
    const { lag } = await read(cluster);
    expect(
      lag.groups.map(g => [g.group, g.state, g.partitions[0].memberId]),
    ).toEqual([
      ['empty', 'empty', null],
      ['moving', 'rebalancing', undefined],
    ]);
  });

  describe('that meets trouble', () => {
    it('loses what a broker that is down coordinates and leads, and nothing else', async () => {
      const cluster = threeBrokers(3);
      cluster.down.add(2);
      // The others still know it.
      const nodes = (await cluster.cluster()).nodes;
      jest.spyOn(cluster, 'cluster').mockImplementation(async () => {
        cluster.requests++;
        const known = await new FakeCluster([1, 2, 3]).cluster();
        return {
          ...known,
          nodes: [...nodes, { nodeId: 2, host: 'broker-2', port: 9092 }],
          topics: [
            {
              name: 'orders',
              topicId: 't',
              internal: false,
              partitions: [0, 1, 2].map(partition => ({
                partition,
                leader: partition + 1,
                leaderEpoch: 1,
                replicas: 1,
                inSync: 1,
              })),
            },
          ],
        };
      });
      const { lag, problems } = await read(cluster);
      expect(lag.complete).toBe(false);
      expect(lag.groups.map(g => g.group)).toEqual(['g0', 'g2']);
      expect(lag.logs).toEqual([
        { topic: 'orders', partition: 0, end: 100 },
        {
          topic: 'orders',
          partition: 1,
          problem: "its leader, broker 2, can't be asked",
        },
        { topic: 'orders', partition: 2, end: 102 },
      ]);
      expect(problems).toEqual(["broker 2: broker-2:9092 can't be reached"]);
      expect(lag.brokers).toBe(2);
    });

    it('keeps a group whose offsets cannot be read, and says why', async () => {
      const cluster = threeBrokers(3);
      cluster.down.add('offsets:1');
      const { lag } = await read(cluster);
      expect(lag.complete).toBe(true);
      expect(lag.groups[0]).toMatchObject({
        group: 'g0',
        problem: "broker-1:9092 can't be reached",
        partitions: [
          { partition: 0, memberId: 'm', problem: expect.any(String) },
          {},
          {},
        ],
      });
      expect(lag.groups[0].partitions[0]).not.toHaveProperty('committed');
      expect(lag.groups[1].problem).toBeUndefined();
    });

    it('keeps the offsets of a group whose members cannot be read', async () => {
      const cluster = threeBrokers(1);
      cluster.down.add('describeClassic:1');
      const { lag } = await read(cluster);
      const [group] = lag.groups;
      expect(group.members).toBeUndefined();
      expect(group.state).toBe('stable');
      expect(group.partitions[0]).toMatchObject({ committed: 90 });
      expect(group.partitions[0].memberId).toBeUndefined();
    });

    it.each([
      [14, 'its coordinator is loading'],
      [16, 'its coordinator moved'],
      [30, 'not authorised to describe the group (ACL: Describe on Group)'],
    ])('says what error %d of a group means', async (code, problem) => {
      const cluster = threeBrokers(1);
      cluster.groups.get('g0')!.code = code;
      const { lag } = await read(cluster);
      expect(lag.groups[0]).toMatchObject({ partitions: [], problem });
    });

    it('says of which partition an offset may not be read', async () => {
      const cluster = threeBrokers(0);
      cluster.addGroup('g', { committed: { 'orders/0': { code: 29 } } });
      const { lag } = await read(cluster);
      expect(lag.groups[0].partitions).toEqual([
        {
          topic: 'orders',
          partition: 0,
          memberId: null,
          problem:
            'not authorised to describe the topic (ACL: Describe on Topic)',
        },
      ]);
    });

    it('says that a topic is gone', async () => {
      const cluster = threeBrokers(0);
      cluster.addGroup('g', { committed: { 'deleted/0': 4 } });
      const { lag } = await read(cluster);
      expect(lag.logs).toEqual([
        {
          topic: 'deleted',
          partition: 0,
          problem: 'the topic was deleted, or may not be described',
        },
      ]);
    });

    it('knows that groups may be missing while a coordinator loads', async () => {
      const cluster = threeBrokers(1);
      cluster.listCodes.set(3, 14);
      const { lag, problems } = await read(cluster);
      expect(lag.complete).toBe(false);
      expect(lag.groups).toHaveLength(1);
      expect(problems).toEqual(['broker 3: its coordinator is loading']);
    });

    it('reads an empty log, and a time that is none', async () => {
      const cluster = new FakeCluster([1]);
      cluster.logs.set('empty/0', { leader: 1, end: 0 });
      cluster.logs.set('odd/0', {
        leader: 1,
        end: 5,
        newest: { offset: 4, timestamp: 9e18 },
      });
      cluster.addGroup('g', { committed: { 'empty/0': 0, 'odd/0': 5 } });
      const { lag } = await read(cluster, { slow: true });
      expect(lag.logs).toEqual([
        { topic: 'empty', partition: 0, end: 0, start: 0 },
        { topic: 'odd', partition: 0, end: 5, start: 0 },
      ]);
    });

    it('fails when no broker can be asked', async () => {
      const cluster = new FakeCluster([1]);
      cluster.unreachable = new Error('no broker can be reached');
      await expect(read(cluster)).rejects.toThrow('no broker can be reached');
    });

    it('reads a cluster without topics and groups', async () => {
      const { lag } = await read(new FakeCluster([1, 2]));
      expect(lag).toMatchObject({
        complete: true,
        groups: [],
        logs: [],
        topics: [],
        requests: 3,
      });
    });
  });

  it('leaves groups out in which nothing moves, and reads their logs all the same', async () => {
    const cluster = threeBrokers(3);
    const quiet = new QuietGroups({ everySeconds: 3600 });
    const next = () => read(cluster, { quiet, close: new Set(['g1']) });
    for (let i = 0; i < 10; i++)
      expect((await next()).lag.groups.length).toBe(3);
    cluster.logs.get('orders/0')!.end = 500;
    const { lag } = await next();
    expect(lag.groups.map(g => g.group)).toEqual(['g1']);
    expect(lag.quietGroups).toEqual(['g0', 'g2']);
    expect(lag.complete).toBe(true);
    expect(lag.logs).toContainEqual({
      topic: 'orders',
      partition: 0,
      end: 500,
    });
    // One broker has groups to be asked about.
    expect(lag.requests).toBe(1 + 3 + 1 + 1 + 3);
    cluster.groups.delete('g2');
    expect((await next()).lag.quietGroups).toEqual(['g0']);
  });

  it('reads commits of each group, and leaves nobody out who commits', async () => {
    const cluster = threeBrokers(3);
    const offsets: FakeLog = { leader: 2, end: 5, records: [] };
    cluster.logs.set('__consumer_offsets/0', offsets);
    const quiet = new QuietGroups({ everySeconds: 3600 });
    let tail: SweepOptions['tail'] = { cursor: undefined };
    const next = async () => {
      const found = await read(cluster, { quiet, tail });
      tail = { cursor: found.cursor };
      return found.lag;
    };
    for (let i = 0; i < 10; i++) await next();
    expect((await next()).groups).toEqual([]);
    offsets.records!.push({
      offset: offsets.end++,
      key: encodeKey({ group: 'g1', topic: 'orders', partition: 0 }),
      value: encodeValue({ offset: 90, at: NOW.getTime() }),
    });
    const { groups } = await next();
    expect(groups).toMatchObject([
      {
        group: 'g1',
        partitions: [
          { partition: 0, commits: { made: [{ offset: 90 }] } },
          { partition: 1, commits: { made: [] } },
          { partition: 2, commits: { made: [] } },
        ],
      },
    ]);
  });

  it('takes one request more of each broker that keeps commits', async () => {
    const cluster = threeBrokers(3);
    for (const partition of [0, 1, 2]) {
      const leader = partition + 1;
      cluster.logs.set(`__consumer_offsets/${partition}`, { leader, end: 5 });
    }
    const plain = (await read(cluster)).lag.requests;
    const { cursor } = await read(cluster, { tail: { cursor: undefined } });
    const { lag } = await read(cluster, { tail: { cursor } });
    expect(lag.requests).toBe(plain + 3);
  });

  it('tells of topics where their partitions are and how long they keep messages, and reads dead letters that no group reads', async () => {
    const cluster = threeBrokers(1);
    cluster.logs.set('orders.dlq/0', { leader: 2, end: 7, start: 3 });
    cluster.configs = [
      { topic: 'orders', retentionMs: 86_400_000, compacted: false },
      { topic: 'hidden', retentionMs: 1, compacted: true },
    ];
    const { configs, lag } = await read(cluster, { slow: true });
    expect(lag.topics).toMatchObject([
      {
        topic: 'orders',
        layout: [
          { partition: 0, leader: 1, replicas: 1, inSync: 1 },
          { partition: 1, leader: 2 },
          { partition: 2, leader: 3 },
        ],
        retentionMs: 86_400_000,
        compacted: false,
      },
      { topic: 'orders.dlq', deadLettersOf: { topic: 'orders' } },
    ]);
    expect(lag.topics[0]).not.toHaveProperty('deadLettersOf');
    expect(lag.topics[1]).not.toHaveProperty('retentionMs');
    expect(lag.logs).toContainEqual({
      topic: 'orders.dlq',
      partition: 0,
      end: 7,
      start: 3,
    });
    // What was read is told again in the sweeps after it, also if it can't be read the next time.
    cluster.down.add('topicConfigs:1');
    for (const slow of [false, true]) {
      const next = await read(cluster, { slow, configs });
      expect(next.lag.topics[0].retentionMs).toBe(86_400_000);
    }
  });

  it('leaves filtered topics out, and internal ones', async () => {
    const cluster = threeBrokers(0);
    cluster.logs.set('__consumer_offsets/0', { leader: 1, end: 9 });
    cluster.logs.set('tmp/0', { leader: 1, end: 9 });
    cluster.addGroup('g', { committed: { 'tmp/0': 1, 'orders/0': 1 } });
    const { lag } = await read(cluster, {
      filters: { groups: {}, topics: { exclude: /^tmp/ } },
      transactional: /^orders$/,
    });
    expect(lag.groups[0].partitions.map(p => p.topic)).toEqual(['orders']);
    expect(lag.topics.map(t => [t.topic, t.transactional])).toEqual([
      ['orders', true],
    ]);
  });

  it('takes names as they are', async () => {
    const cluster = threeBrokers(0);
    cluster.addGroup('team/a ü 🚚', { committed: { 'orders/0': 1 } });
    const { lag } = await read(cluster);
    expect(lag.groups[0].group).toBe('team/a ü 🚚');
  });
});
