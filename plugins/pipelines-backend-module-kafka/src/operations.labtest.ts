/*
 * Operations on a real broker: `npm run test:lab -- kafka`. The ordinary test run doesn't match this file.
 */
import { randomBytes } from 'node:crypto';
import { ConfigReader } from '@backstage/config';
import { Producer } from '@platformatic/kafka';
import type {
  OperationCommand,
  OperationPlan,
  OperationProgress,
  OperationRequest,
} from '@sluice/plugin-pipelines-node';
import { LAB_BROKER, LabKafka } from './__testUtils__/LabKafka';
import { PlatformaticClient } from './client/PlatformaticClient';
import { readKafkaConfig } from './config';
import { KafkaOperations } from './operations/KafkaOperations';
import type { LogMessage } from './operations/KafkaWriter';
import { PlatformaticWriter } from './operations/PlatformaticWriter';

jest.setTimeout(60_000);

const RUN = randomBytes(3).toString('hex');
const TOPIC = `ops.orders.${RUN}`;
const DLQ = `${TOPIC}.dlq`;
const GROUP = `ops/billing-ü-${RUN}`;
/** No other run has the same: what a replay copied hangs on it. */
const ID = parseInt(RUN, 16);

const [cluster] = readKafkaConfig(
  new ConfigReader({
    pipelines: {
      kafka: [
        {
          name: 'kafka-lab',
          environment: 'prod',
          bootstrap: [LAB_BROKER],
          operations: ['reset-offsets', 'replay-dead-letters'],
        },
      ],
    },
  }),
);
const client = new PlatformaticClient(cluster);
const writer = new PlatformaticWriter(cluster);
const operations = new KafkaOperations({
  cluster,
  connect: () => ({ client, writer }),
});
const signal = new AbortController().signal;
const kafka = new LabKafka();
let written: Date;

beforeAll(async () => {
  await kafka.makeTopics(TOPIC, DLQ);
  await kafka.produce(TOPIC, 40, Date.now() - 3_600_000);
  written = new Date();
  await kafka.produce(TOPIC, 60);
  const producer = new Producer<Buffer, Buffer, Buffer, Buffer>({
    clientId: 'lab',
    bootstrapBrokers: [LAB_BROKER],
  });
  await producer.send({
    messages: Array.from({ length: 30 }, (_, i) => ({
      topic: DLQ,
      partition: 0,
      key: Buffer.from(`k${i}`),
      // The last one says that its key is deleted: it has no value.
      ...(i < 29 && { value: Buffer.from(`v${i}`) }),
      headers: new Map([
        [Buffer.from('reason'), Buffer.from('bad price')],
        [Buffer.from('reason'), Buffer.from('twice')],
      ]),
    })),
  });
  await producer.close();
});

afterAll(async () => {
  await operations.close();
  await kafka.close();
});

const plan = (request: OperationRequest, copied = []) =>
  operations.plan(request, { copied, signal });

function execute(
  request: OperationRequest,
  approved: OperationPlan,
  more: Partial<OperationCommand> = {},
): Promise<OperationProgress> {
  return operations.execute({
    operationId: ID,
    request,
    plan: approved,
    attempt: 1,
    fencingToken: 1,
    signal,
    isMine: async () => {},
    progress: async () => {},
    ...more,
  });
}

/** All messages of a topic's only partition. */
async function messagesOf(topic: string): Promise<LogMessage[]> {
  const { nodes } = await client.cluster();
  const messages: LogMessage[] = [];
  for (let offset = 0; ; ) {
    const read = await writer.fetch(nodes[0], { topic, partition: 0, offset });
    if (read.next === offset) return messages;
    messages.push(...read.messages);
    offset = read.next;
  }
}

describe('a reset on a real broker', () => {
  const to = (position: object) =>
    ({ kind: 'reset-offsets', group: GROUP, to: position } as OperationRequest);

  it.each([
    ['earliest', { at: 'earliest' }, 0],
    ['latest', { at: 'latest' }, 100],
    ['an offset', { at: 'offset', offset: 12 }, 12],
    ['a time', () => ({ at: 'time', time: written.toISOString() }), 40],
  ])('moves a group without members to %s', async (_, position, expected) => {
    await kafka.setOffset(GROUP, TOPIC, 70);
    const request = to(typeof position === 'function' ? position() : position);
    const approved = await plan(request);
    expect(approved.partitions).toMatchObject([
      { topic: TOPIC, partition: 0, from: 70, to: expected },
    ]);
    expect(await execute(request, approved)).toEqual({ done: 1, total: 1 });
    // It has to move it once more, so it sees where it is now.
    const now = await plan(to({ at: 'offset', offset: 99 }));
    expect(now.partitions[0].from).toBe(expected);
  });

  it('is done once if its worker is gone before it could say so', async () => {
    await kafka.setOffset(GROUP, TOPIC, 70);
    const request = to({ at: 'earliest' });
    const approved = await plan(request);
    let before: OperationProgress | undefined;
    await execute(request, approved, {
      operationId: ID + 1,
      progress: async progress => {
        before = progress;
      },
    });
    const isMine = jest.fn(async () => {});
    expect(
      await execute(request, approved, {
        operationId: ID + 1,
        attempt: 2,
        before,
        isMine,
      }),
    ).toEqual({ done: 1, total: 1 });
    // Nothing was written any more.
    expect(isMine).not.toHaveBeenCalled();
  });

  it.each(['classic', 'consumer'] as const)(
    'is refused while a member of the protocol %s lives, and by the broker if one comes in between',
    async protocol => {
      const group = `${GROUP}-${protocol}`;
      await kafka.setOffset(group, TOPIC, 70);
      const request: OperationRequest = {
        kind: 'reset-offsets',
        group,
        to: { at: 'earliest' },
      };
      const approved = await plan(request);
      let member: { leave(): Promise<void> } | undefined;
      await expect(
        execute(request, approved, {
          isMine: async () => {
            member ??= await kafka.join(group, TOPIC, protocol);
          },
        }),
      ).rejects.toMatchObject({
        name: 'OperationRefusedError',
        message: expect.stringContaining('members'),
      });
      await expect(plan(request)).rejects.toThrow(
        `${group} has 1 member (${group}-client): stop them first`,
      );
      await member!.leave();
    },
  );

  it('says that there is no such group', async () => {
    await expect(
      plan({ kind: 'reset-offsets', group: 'none', to: { at: 'latest' } }),
    ).rejects.toThrow('There is no consumer group none');
  });
});

describe('a replay on a real broker', () => {
  const request: OperationRequest = {
    kind: 'replay-dead-letters',
    topic: DLQ,
    into: TOPIC,
    maxMessages: 25,
    perSecond: 10,
  };

  it('copies as many as the cap, no faster than the rate, and goes on after a kill where it was', async () => {
    const approved = await plan(request);
    expect(approved.partitions).toMatchObject([
      { from: 0, to: 25, logEnd: 30 },
    ]);
    const replayed = async () =>
      (await messagesOf(TOPIC)).filter(({ headers }) =>
        headers.some(([name]) => String(name) === 'sluice-operation'),
      );
    // Its worker dies after the first batch, before it can say so.
    await expect(
      execute(request, approved, {
        progress: async () => {
          throw new Error('killed');
        },
      }),
    ).rejects.toThrow('killed');
    expect(await replayed()).toHaveLength(10);

    const begun = Date.now();
    expect(await execute(request, approved, { attempt: 2 })).toEqual({
      done: 25,
      total: 25,
      positions: [{ partition: 0, offset: 25 }],
    });
    // Two batches are left, a second each.
    expect(Date.now() - begun).toBeGreaterThan(1900);
    const messages = await replayed();
    expect(messages.map(({ value }) => String(value))).toEqual(
      Array.from({ length: 25 }, (_, i) => `v${i}`),
    );
    expect(String(messages[0].key)).toBe('k0');
    expect(
      messages[0].headers.map(([name, value]) => `${name}=${value}`),
    ).toEqual([
      'reason=bad price',
      'reason=twice',
      `sluice-operation=${ID}`,
      `sluice-replayed-from=${DLQ}/0/0`,
      expect.stringMatching(/^sluice-replayed-timestamp=20/),
    ]);
  });

  it('goes on where the last one ended, also with what has no value', async () => {
    const approved = await operations.plan(request, {
      copied: [{ partition: 0, offset: 25 }],
      signal,
    });
    expect(approved.partitions).toMatchObject([{ from: 25, to: 30 }]);
    await execute(request, approved, { operationId: ID + 2 });
    const last = (await messagesOf(TOPIC)).at(-1)!;
    expect(last.value).toBeNull();
    expect(String(last.key)).toBe('k29');
  });

  it('shuts out the worker before by its own brokers', async () => {
    const id = `sluice-replay-${ID + 3}`;
    const first = await writer.openReplay(id);
    const second = await writer.openReplay(id);
    const message = {
      topic: TOPIC,
      partition: 0,
      timestamp: Date.now(),
      key: null,
      value: Buffer.from('zombie'),
      headers: [],
    };
    const to = [{ topic: DLQ, partition: 0, offset: 1 }];
    await expect(first.copy([message], to)).rejects.toThrow();
    await second.copy([{ ...message, value: Buffer.from('alive') }], to);
    expect(await second.positions(DLQ, [0])).toEqual(new Map([[0, 1]]));
    const values = (await messagesOf(TOPIC)).map(({ value }) => String(value));
    expect(values).toContain('alive');
    expect(values).not.toContain('zombie');
    await first.close();
    await second.close();
  });
});
