import {
  type OffsetReset,
  type OperationCommand,
  type OperationProgress,
} from '@sluice/plugin-pipelines-node';
import { FakeCluster, member } from '../__testUtils__/FakeCluster';
import { FakeWriter } from '../__testUtils__/FakeWriter';
import { dryRunReset, resetOffsets } from './resetOffsets';

const GROUP = 'billing/eu-ü';
const RESET: OffsetReset = {
  kind: 'reset-offsets',
  group: GROUP,
  to: { at: 'earliest' },
};

function open() {
  const cluster = new FakeCluster([1, 2]);
  cluster.logs.set('orders/0', { leader: 1, start: 100, end: 900 });
  cluster.logs.set('orders/1', { leader: 2, start: 0, end: 50 });
  const group = cluster.addGroup(GROUP, {
    state: 'Empty',
    coordinator: 2,
    committed: { 'orders/0': 500, 'orders/1': 50 },
  });
  const writer = new FakeWriter(cluster);
  /** What the record keeps, over all attempts. */
  const kept: { progress?: OperationProgress } = {};
  const isMine = jest.fn(async () => {});
  const run = async (attempt: number) => {
    const command: OperationCommand = {
      operationId: 12,
      request: RESET,
      plan: {
        notes: [],
        partitions: [
          { partition: 0, from: 500, to: 100, logStart: 100, logEnd: 900 },
          { partition: 1, from: 50, to: 0, logStart: 0, logEnd: 50 },
        ].map(row => ({ topic: 'orders', ...row })),
      },
      attempt,
      before: kept.progress,
      fencingToken: attempt,
      signal: new AbortController().signal,
      isMine,
      progress: async progress => {
        kept.progress = progress;
      },
    };
    return resetOffsets({ client: cluster, writer }, RESET, command);
  };
  /** Where the group is, and how often that was set by us. */
  const at = (key: string) => group.committed[key] as { offset: number };
  const moves = () =>
    writer.commits.filter(({ offsets }) =>
      offsets.some(({ metadata }) => metadata.endsWith('done')),
    );
  return { cluster, group, writer, kept, isMine, run, at, moves };
}

describe('a reset', () => {
  it('says in a dry run where each partition would go, and changes nothing', async () => {
    const { cluster, writer } = open();
    const { partitions } = await dryRunReset(cluster, RESET);
    expect(partitions.map(({ from, to }) => [from, to])).toEqual([
      [500, 100],
      [50, 0],
    ]);
    expect(writer.commits).toEqual([]);
  });

  it('goes to a time by what was written since', async () => {
    const { cluster } = open();
    cluster.logs.get('orders/0')!.times = Array.from(
      { length: 900 },
      (_, i) => Date.parse('2026-11-26T06:00:00Z') + i * 1000,
    );
    const { partitions } = await dryRunReset(cluster, {
      ...RESET,
      to: { at: 'time', time: '2026-11-26T06:05:00.000Z' },
    });
    // Nothing is as new in the other one.
    expect(partitions.map(({ to }) => to)).toEqual([300, 50]);
  });

  it.each<[string, (room: ReturnType<typeof open>) => void, string]>([
    [
      'members',
      ({ group }) => {
        group.state = 'Stable';
        group.members = [member('m1', 'orders', [0])];
      },
      'has 1 member (client-m1): stop them first',
    ],
    [
      'a rebalance',
      ({ group }) => {
        group.state = 'PreparingRebalance';
      },
      'is PreparingRebalance',
    ],
    [
      'no right to see it',
      ({ group }) => {
        group.code = 30;
      },
      'not authorised to describe the group',
    ],
    [
      'no such group',
      ({ cluster }) => {
        cluster.groups.clear();
      },
      `There is no consumer group ${GROUP}`,
    ],
  ])('is refused for %s', async (_, happens, why) => {
    const room = open();
    happens(room);
    await expect(dryRunReset(room.cluster, RESET)).rejects.toMatchObject({
      name: 'OperationRefusedError',
      message: expect.stringContaining(why),
    });
  });

  it('puts the group where the plan says, and asks before each write whether it may', async () => {
    const { at, isMine, run, writer } = open();
    expect(await run(1)).toEqual({ done: 2, total: 2 });
    expect(at('orders/0').offset).toBe(100);
    expect(at('orders/1').offset).toBe(0);
    expect(writer.commits).toHaveLength(2);
    expect(isMine).toHaveBeenCalledTimes(2);
  });

  it('goes no further back than what is left of the log', async () => {
    const { at, cluster, run } = open();
    cluster.logs.get('orders/0')!.start = 140;
    await run(1);
    expect(at('orders/0').offset).toBe(140);
  });

  it('writes nothing once another worker has taken over', async () => {
    const { isMine, run, writer } = open();
    isMine.mockRejectedValue(new Error('another worker'));
    await expect(run(1)).rejects.toThrow('another worker');
    expect(writer.commits).toEqual([]);
  });

  it.each([1, 2])(
    'is done once if its worker is killed after request %i',
    async dies => {
      const { at, moves, run, writer } = open();
      writer.diesAfter = dies;
      await expect(run(1)).rejects.toThrow('killed');
      expect(await run(2)).toEqual({ done: 2, total: 2 });
      expect(at('orders/0').offset).toBe(100);
      expect(moves()).toHaveLength(1);
    },
  );

  it('is not done again where a consumer came and read on since', async () => {
    const { group, moves, run, writer } = open();
    writer.diesAfter = 2;
    await expect(run(1)).rejects.toThrow('killed');
    // It read from 100 to exactly where the group once was, and left.
    group.committed['orders/0'] = 500;
    await expect(run(2)).rejects.toMatchObject({
      name: 'OperationIndeterminateError',
      message: expect.stringContaining('nobody can tell'),
    });
    expect(moves()).toHaveLength(1);
  });

  it('is refused if the group was moved before anything was done', async () => {
    const { group, run, writer } = open();
    group.committed['orders/1'] = 30;
    await expect(run(1)).rejects.toMatchObject({
      name: 'OperationRefusedError',
      message: expect.stringContaining('Nothing was done'),
    });
    expect(writer.commits).toEqual([]);
  });

  it('moves nothing if members come in the last moment, or it may not write', async () => {
    const room = open();
    room.isMine.mockImplementationOnce(async () => {
      room.group.members = [member('m1', 'orders', [0])];
    });
    await expect(room.run(1)).rejects.toThrow('has got members meanwhile');
    expect(room.moves()).toEqual([]);
    const other = open();
    other.writer.codes.set('orders/1', 29);
    await expect(other.run(1)).rejects.toThrow('ACL: Read on Topic');
    expect(other.moves()).toEqual([]);
  });

  it('says which part was done if a part of it fails for good', async () => {
    const room = open();
    room.isMine
      .mockImplementationOnce(async () => {})
      .mockImplementationOnce(async () => {
        room.writer.codes.set('orders/1', 29);
      });
    await expect(room.run(1)).rejects.toMatchObject({
      name: 'OperationIndeterminateError',
      message: expect.stringContaining(
        '1 of 2 partitions were moved, and 1 were not',
      ),
    });
    expect(room.kept.progress).toEqual({ done: 1, total: 2 });
  });
});
