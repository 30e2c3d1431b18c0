import * as fc from 'fast-check';
import type { Cluster, ListedGroup } from '../client/KafkaClient';
import { byCoordinator, byLeader, groupsToRead, passes } from './plan';

const ALL = { groups: {}, topics: {} };
const listed = (
  group: string,
  options: Partial<ListedGroup> = {},
): ListedGroup => ({
  group,
  protocolType: 'consumer',
  state: 'Stable',
  type: 'classic',
  ...options,
});

const cluster = (leaders: Record<string, number[]>): Cluster => ({
  clusterId: 'c',
  nodes: [1, 2, 3].map(nodeId => ({ nodeId, host: 'h', port: 9092 })),
  topics: Object.entries(leaders).map(([name, list]) => ({
    name,
    topicId: name,
    internal: false,
    partitions: list.map((leader, partition) => ({
      partition,
      leader,
      leaderEpoch: 7,
      replicas: 3,
      inSync: 3,
    })),
  })),
});

describe('groupsToRead', () => {
  it('takes consumers of both protocols, and those whose offsets were only set from outside', () => {
    const groups = groupsToRead(
      new Map([
        [
          1,
          [
            listed('a'),
            listed('k848', { type: 'consumer' }),
            listed('set-from-outside', { protocolType: '' }),
            listed('workers', { protocolType: 'connect' }),
            listed('share', { type: 'other' }),
          ],
        ],
      ]),
      ALL,
    );
    expect(groups.map(g => g.group)).toEqual(['a', 'k848', 'set-from-outside']);
  });

  it('reads a group once while its coordinator moves', () => {
    const groups = groupsToRead(
      new Map([
        [1, [listed('a')]],
        [2, [listed('a')]],
      ]),
      ALL,
    );
    expect(groups).toMatchObject([{ group: 'a', nodeId: 2 }]);
  });

  it('filters by name', () => {
    const groups = groupsToRead(
      new Map([[1, [listed('orders-a'), listed('orders-tmp'), listed('x')]]]),
      { ...ALL, groups: { include: /^orders/, exclude: /tmp$/ } },
    );
    expect(groups.map(g => g.group)).toEqual(['orders-a']);
    expect(passes('anything', {})).toBe(true);
  });
});

describe('byCoordinator', () => {
  it('asks each broker once, for its own', () => {
    const groups = groupsToRead(
      new Map([
        [1, [listed('a'), listed('b', { type: 'consumer' })]],
        [2, [listed('c')]],
      ]),
      ALL,
    );
    expect([...byCoordinator(groups)]).toEqual([
      [1, ['a', 'b']],
      [2, ['c']],
    ]);
    expect([...byCoordinator(groups, 'consumer')]).toEqual([[1, ['b']]]);
  });
});

describe('byLeader', () => {
  it('asks the leader of each partition, and says why of those that have none', () => {
    const { byLeader: asked, unread } = byLeader(
      cluster({ orders: [1, 2, -1, 9] }),
      [
        { topic: 'orders', partition: 0 },
        { topic: 'orders', partition: 0 },
        { topic: 'orders', partition: 1 },
        { topic: 'orders', partition: 2 },
        { topic: 'orders', partition: 3 },
        { topic: 'orders', partition: 4 },
        { topic: 'gone', partition: 0 },
      ],
    );
    expect([...asked]).toEqual([
      [1, [{ topic: 'orders', partition: 0, leaderEpoch: 7 }]],
      [2, [{ topic: 'orders', partition: 1, leaderEpoch: 7 }]],
    ]);
    expect(Object.fromEntries(unread)).toEqual({
      'orders/2': 'the partition has no leader now',
      'orders/3': 'the partition has no leader now',
      'orders/4': 'the topic has 4 partitions',
      'gone/0': 'the topic was deleted, or may not be described',
    });
  });

  it('asks no more brokers than there are, whatever is wanted, and forgets nothing', () => {
    const wanted = fc.array(
      fc.record({
        topic: fc.constantFrom('a', 'b', 'gone'),
        partition: fc.nat({ max: 5 }),
      }),
    );
    fc.assert(
      fc.property(wanted, list => {
        const plan = byLeader(
          cluster({ a: [1, 2, 3], b: [1, -1, 3, 3] }),
          list,
        );
        expect(plan.byLeader.size).toBeLessThanOrEqual(3);
        const asked = [...plan.byLeader.values()].flat();
        const keys = new Set(list.map(w => `${w.topic}/${w.partition}`));
        expect(asked.length + plan.unread.size).toBe(keys.size);
      }),
    );
  });
});
