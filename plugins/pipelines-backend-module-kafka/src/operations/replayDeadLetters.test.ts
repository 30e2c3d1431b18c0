import {
  type DeadLetterReplay,
  type OperationCommand,
  type OperationPlan,
  type OperationProgress,
} from '@sluice/plugin-pipelines-node';
import { FakeCluster } from '../__testUtils__/FakeCluster';
import { FakeWriter } from '../__testUtils__/FakeWriter';
import { DeadLetterPatterns } from '../sweep/deadLetters';
import { dryRunReplay, replayDeadLetters } from './replayDeadLetters';

const REPLAY: DeadLetterReplay = {
  kind: 'replay-dead-letters',
  topic: 'orders.dlq',
  into: 'orders',
  maxMessages: 100,
  perSecond: 10,
};
const deadLetters = new DeadLetterPatterns(['<topic>.dlq', 'error.*']);

function open() {
  const cluster = new FakeCluster();
  for (const topic of ['orders', 'carts']) {
    for (const partition of [0, 1, 2]) {
      cluster.logs.set(`${topic}/${partition}`, { leader: 1, end: 10 });
    }
  }
  cluster.logs.set('orders.dlq/0', { leader: 1, end: 25 });
  cluster.logs.set('orders.dlq/1', { leader: 1, end: 8 });
  cluster.logs.set('error.misc/0', { leader: 1, end: 8 });
  const writer = new FakeWriter(cluster);
  writer.logs.set(
    'orders.dlq/0',
    Array.from({ length: 25 }, () => ({})),
  );
  writer.logs.set(
    'orders.dlq/1',
    Array.from({ length: 8 }, () => ({
      key: Buffer.from('k'),
      headers: [[Buffer.from('reason'), Buffer.from('bad price')]],
    })),
  );
  const waits: number[] = [];
  const kept: { progress?: OperationProgress } = {};
  const isMine = jest.fn(async () => {});
  const dryRun = (more: Partial<DeadLetterReplay> = {}) =>
    dryRunReplay({ client: cluster, deadLetters }, { ...REPLAY, ...more }, []);
  const run = async (
    attempt: number,
    plan: OperationPlan,
    signal = new AbortController().signal,
  ) => {
    const command: OperationCommand = {
      operationId: 12,
      request: REPLAY,
      plan,
      attempt,
      fencingToken: attempt,
      signal,
      isMine,
      progress: async progress => {
        kept.progress = progress;
      },
    };
    return replayDeadLetters(
      {
        client: cluster,
        writer,
        wait: async ms => waits.push(Math.round(ms / 100) * 100),
      },
      REPLAY,
      command,
    );
  };
  const values = () => writer.written.map(({ value }) => String(value));
  return { cluster, writer, waits, kept, isMine, dryRun, run, values };
}

describe('a replay', () => {
  it('says in a dry run what it would copy', async () => {
    const { partitions } = await open().dryRun({ maxMessages: 20 });
    expect(partitions.map(({ from, to }) => [from, to])).toEqual([
      [0, 12],
      [0, 8],
    ]);
  });

  it.each<[string, Partial<DeadLetterReplay>, string]>([
    ['of a topic that takes none', { topic: 'carts' }, 'is no dead-letter'],
    ['into another topic', { into: 'carts' }, 'of orders, and not of carts'],
    [
      'into a dead-letter topic',
      { topic: 'error.misc', into: 'orders.dlq' },
      'is a dead-letter topic itself',
    ],
    [
      'into a topic that is missing',
      { topic: 'error.misc', into: 'gone' },
      'There is no topic gone',
    ],
  ])('is refused %s', async (_, more, why) => {
    await expect(open().dryRun(more)).rejects.toMatchObject({
      name: 'OperationRefusedError',
      message: expect.stringContaining(why),
    });
  });

  it('copies all of the plan and nothing else, no faster than asked for', async () => {
    const { dryRun, isMine, run, values, waits } = open();
    const plan = await dryRun({ maxMessages: 20 });
    expect(await run(1, plan)).toEqual({
      done: 20,
      total: 20,
      positions: [
        { partition: 0, offset: 12 },
        { partition: 1, offset: 8 },
      ],
    });
    expect(values().sort()).toEqual(
      [
        ...Array.from({ length: 12 }, (_, i) => `0/${i}`),
        ...Array.from({ length: 8 }, (_, i) => `1/${i}`),
      ].sort(),
    );
    // Two batches of ten, a second each; one question before it opens, and one before each.
    expect(waits).toEqual([1000, 1000]);
    expect(isMine).toHaveBeenCalledTimes(3);
  });

  it('keeps key and headers, and adds who replayed it from where', async () => {
    const { dryRun, run, writer } = open();
    await run(1, await dryRun());
    const keyed = writer.written.find(({ key }) => key !== null)!;
    expect(keyed.partition).toBe(-1);
    expect(keyed.headers.map(([name, value]) => `${name}=${value}`)).toEqual([
      'reason=bad price',
      'sluice-operation=12',
      'sluice-replayed-from=orders.dlq/1/0',
      'sluice-replayed-timestamp=1970-01-01T00:00:00.000Z',
    ]);
    const spread = writer.written.filter(({ key }) => key === null);
    expect(new Set(spread.map(({ partition }) => partition))).toEqual(
      new Set([0, 1, 2]),
    );
  });

  it.each([1, 2, 3])(
    'copies nothing twice if its worker is killed after transaction %i',
    async dies => {
      const { dryRun, run, values, writer } = open();
      const plan = await dryRun();
      writer.diesAfter = dies;
      await expect(run(1, plan)).rejects.toThrow('killed');
      expect(await run(2, plan)).toMatchObject({ done: 33, total: 33 });
      expect(values()).toHaveLength(33);
      expect(new Set(values()).size).toBe(33);
    },
  );

  it('shuts out a worker that comes back', async () => {
    const { isMine, dryRun, run, values, writer } = open();
    const plan = await dryRun();
    isMine
      .mockImplementationOnce(async () => {})
      .mockImplementationOnce(async () => {
        // It stands still here, and another one takes over and does it all.
        await run(2, plan);
      });
    await expect(run(1, plan)).rejects.toThrow('PRODUCER_FENCED');
    expect(values()).toHaveLength(33);
    expect(writer.written).toHaveLength(33);
  });

  it('stops between two batches when its lease is lost', async () => {
    const { dryRun, isMine, kept, run, values } = open();
    const lost = new AbortController();
    isMine
      .mockImplementationOnce(async () => {})
      .mockImplementationOnce(async () => lost.abort(new Error('lost')));
    await expect(run(1, await dryRun(), lost.signal)).rejects.toThrow('lost');
    expect(values()).toHaveLength(10);
    expect(kept.progress).toMatchObject({ done: 10, total: 33 });
  });
});
