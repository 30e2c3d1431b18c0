/*
 * A real broker with live members, through the pipelines backend: `npm run test:lab -- kafka`. The ordinary test run doesn't match this
 * file.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Entity } from '@backstage/catalog-model';
import {
  LAB_BROKER,
  type LabConsumer,
  LabKafka,
} from './__testUtils__/LabKafka';
import { LabPortal } from './__testUtils__/labPortal';

const SLOW_START_MS = 180_000;
/** A window, and some. */
const SWEEPS = 12;
/** Each run has names of its own, so that one that was broken off leaves nothing in the way. */
const RUN = randomBytes(3).toString('hex');
const topic = (state: string) => `lab.${state}.${RUN}`;
const group = (state: string) => `lab/${state}-ü-${RUN}`;

const STATES = [
  'keeps-up',
  'stall',
  'stop',
  'rewind',
  'warn',
  'idle',
  'kip-848',
] as const;
type State = (typeof STATES)[number];

const ENTITY: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'warehouse-sink',
    annotations: { 'sluice.dev/kafka-consumer-group': group('warn') },
  },
  spec: {
    type: 'kafka-consumer',
    owner: 'sales',
    lifecycle: 'production',
  },
};

const PACKED = ['gzip', 'snappy', 'lz4', 'zstd'] as const;
const packedLetters = (compression: string) =>
  `${topic('warn')}.${compression}.dlq`;

let kafka: LabKafka;
let portal: LabPortal;
const members = new Map<State, LabConsumer>();

beforeAll(async () => {
  kafka = new LabKafka();
  await kafka.makeTopics(...STATES.map(topic), topic('never'), topic('again'));
  for (const state of STATES) await kafka.produce(topic(state), 100);
  await kafka.makeTopics(`${topic('stall')}.dlq`);
  await kafka.produce(`${topic('stall')}.dlq`, 3);
  for (const schema of [17, 18]) {
    await kafka.produceLetter(`${topic('stall')}.dlq`, {
      '__connect.errors.topic': topic('stall'),
      '__connect.errors.offset': '42',
      '__connect.errors.exception.message': `no schema ${schema}`,
      customer: 'a-secret-header',
    });
  }
  await kafka.makeTopics(...PACKED.map(packedLetters));
  for (const compression of PACKED) {
    await kafka.producePacked(packedLetters(compression), compression, [
      { bytes: 20 * 1024 * 1024, reason: 'bomb' },
    ]);
  }
  for (const state of STATES) {
    members.set(
      state,
      await kafka.join(
        group(state),
        topic(state),
        state === 'kip-848' ? 'consumer' : 'classic',
      ),
    );
  }
  portal = await LabPortal.start(
    [
      {
        name: 'kafka-prod',
        environment: 'prod',
        bootstrap: [LAB_BROKER],
        // Also those in which nothing moves are to be read in each sweep.
        schedule: { intervalSeconds: 15, quietSeconds: 15 },
      },
      {
        name: 'kafka-tls',
        environment: 'prod',
        bootstrap: [LAB_BROKER],
        tls: true,
      },
      {
        name: 'kafka-sasl',
        environment: 'prod',
        bootstrap: [LAB_BROKER],
        sasl: { mechanism: 'PLAIN', username: 'sluice', password: 'fake' },
      },
    ],
    [ENTITY],
  );
  await portal.reconcile();
}, SLOW_START_MS);

afterAll(async () => {
  await portal?.stop();
  await kafka?.close();
}, 60_000);

const commit = (state: State, offset: number) =>
  members.get(state)!.commit(topic(state), offset);

/** Every consumer does what makes its state, and Sluice looks, again and again. */
async function drive(): Promise<void> {
  for (let i = 0; i < SWEEPS; i++) {
    const end = 100 + i * 10;
    await commit('keeps-up', end);
    await commit('kip-848', end - 5);
    await commit('stall', 40);
    await commit('warn', 50 + i);
    await commit('rewind', i === SWEEPS - 3 ? 20 : 60 + i);
    await commit('idle', 100);
    if (i === 0) await commit('stop', 50);
    if (i === 3) await members.get('stop')!.leave();
    await portal.sweep('kafka-prod');
    for (const state of STATES) {
      if (state !== 'idle' && i < SWEEPS - 1) {
        await kafka.produce(topic(state), 10);
      }
    }
    await sleep(300);
  }
}

describe('A real broker', () => {
  beforeAll(drive, 120_000);

  it.each<[State, object]>([
    ['keeps-up', { status: 'ok', lag: 0, seconds: 0, members: 1 }],
    ['idle', { status: 'ok', lag: 0, seconds: 0, inPerSecond: 0 }],
    [
      'stall',
      {
        status: 'stall',
        inferred: true,
        members: 1,
        reason: expect.stringContaining('offset unchanged at 40, lag 170'),
      },
    ],
    [
      'stop',
      {
        status: 'stop',
        inferred: true,
        members: 0,
        state: 'empty',
        lag: 160,
        reason: expect.stringContaining('no member reads it'),
      },
    ],
    [
      'rewind',
      {
        status: 'rewind',
        members: 1,
        reason: expect.stringMatching(/went back from 6\d to 20/),
      },
    ],
    [
      'warn',
      {
        status: 'warn',
        members: 1,
        lag: 149,
        reason: expect.stringContaining('the lag only grew'),
        entityRef: 'component:default/warehouse-sink',
      },
    ],
    ['kip-848', { status: 'ok', protocol: 'consumer', members: 1, lag: 5 }],
  ])(
    'shows %s with a member that lives, or has gone',
    async (state, expected) => {
      expect(await portal.group(group(state))).toMatchObject({
        cluster: 'kafka-prod',
        stale: false,
        complete: 1,
        topics: [topic(state)],
        ...expected,
      });
    },
  );

  it('takes no more requests than 4B + 2, and B more for groups of KIP-848', async () => {
    const { items } = await portal.get('/kafka/clusters');
    expect(items[0]).toMatchObject({
      id: 'kafka-prod',
      sourceStatus: 'healthy',
      complete: true,
      brokers: 1,
      underReplicated: 0,
      offline: 0,
    });
    expect(items[0].requests).toBeLessThanOrEqual(4 + 2 + 1);
    expect(items[0].groups).toBeGreaterThanOrEqual(STATES.length);
  });

  it('tells the members of a group, and where each partition stands', async () => {
    const { id } = await portal.group(group('stall'));
    expect(await portal.get(`/kafka/groups/${id}`)).toMatchObject({
      members: [
        {
          clientId: `${group('stall')}-client`,
          host: '/127.0.0.1',
          partitions: 1,
        },
      ],
      partitions: [
        {
          topic: topic('stall'),
          partition: 0,
          committed: 40,
          end: 210,
          lag: 170,
          start: 0,
          condition: 'read',
        },
      ],
    });
  });

  it('tells of topics where they lie, how long they keep messages, and what is in them', async () => {
    const name = topic('stall');
    const path = `/kafka/clusters/kafka-prod/topics/${name}`;
    expect(await portal.get(path)).toMatchObject({
      topic: {
        topic: name,
        partitions: 1,
        retentionMs: 7 * 24 * 3600_000,
        compacted: false,
        messages: 100,
      },
      partitions: [
        { partition: 0, leader: 1, replicas: 1, inSync: 1, end: 100 },
      ],
    });
    const { items } = await portal.get('/kafka/topics?deadLetters=true');
    expect(items).toContainEqual(
      expect.objectContaining({
        topic: `${topic('stall')}.dlq`,
        deadLettersOf: { topic: topic('stall') },
        messages: 5,
      }),
    );
  });

  it('tells what the headers of dead letters say, and nothing else of them', async () => {
    const letters = `${topic('stall')}.dlq`;
    const sample = await portal.get(
      `/kafka/clusters/kafka-prod/topics/${letters}/dead-letters`,
    );
    expect(sample.items).toHaveLength(5);
    expect(sample.items[0]).toMatchObject({
      partition: 0,
      offset: 4,
      convention: 'connect',
      reason: 'no schema 18',
      from: { topic: topic('stall'), offset: 42 },
      others: ['customer'],
    });
    expect(sample.reasons).toMatchObject([
      { count: 3 },
      { reason: 'no schema 18', count: 2 },
    ]);
    expect(JSON.stringify(sample)).not.toContain('a-secret');
    await expect(
      portal.get(
        `/kafka/clusters/kafka-prod/topics/${topic('stall')}/dead-letters`,
      ),
    ).rejects.toThrow('no dead-letter topic');
  });

  it.each(PACKED)(
    'reads dead letters that are packed by %s, and none that would unpack to too much',
    async compression => {
      const letters = packedLetters(compression);
      const look = () =>
        portal.get(`/kafka/clusters/kafka-prod/topics/${letters}/dead-letters`);
      await expect(look()).rejects.toThrow('unpacks to more than');
      await kafka.producePacked(letters, compression, [
        { bytes: 1000, reason: 'first' },
        { bytes: 1000, reason: 'second' },
      ]);
      expect((await look()).items).toMatchObject([
        { offset: 2, reason: 'second' },
        { offset: 1, reason: 'first' },
      ]);
    },
  );

  it('tells the past of a pipeline', async () => {
    const { items } = await portal.get(
      '/entities/component/default/warehouse-sink/lag',
    );
    expect(items).toHaveLength(1);
    expect(items[0].points.at(-1)).toMatchObject({ lag: 149 });
    expect(items[0].changes.at(-1)).toMatchObject({ status: 'warn' });
  });

  it('knows a group that never committed, and makes no lag of it', async () => {
    const consumer = await kafka.join(group('never'), topic('never'));
    await kafka.produce(topic('never'), 10);
    await portal.sweep('kafka-prod');
    const found = await portal.group(group('never'));
    expect(found).toMatchObject({ status: 'unknown', members: 1 });
    expect(found).not.toHaveProperty('lag');
    await consumer.leave();
  });

  it('sees that a topic was made again', async () => {
    await kafka.produce(topic('again'), 50);
    await kafka.setOffset(group('again'), topic('again'), 50);
    await portal.sweep('kafka-prod');
    expect(await portal.group(group('again'))).toMatchObject({ lag: 0 });
    await kafka.deleteTopics(topic('again'));
    await kafka.makeTopics(topic('again'));
    // The broker forgets offsets of a topic that was deleted; a consumer that still runs commits its old ones.
    await kafka.setOffset(group('again'), topic('again'), 50);
    await portal.sweep('kafka-prod');
    await sleep(100);
    await portal.sweep('kafka-prod');
    expect(await portal.group(group('again'))).toMatchObject({
      status: 'error',
      reason: expect.stringContaining('the topic was made again'),
    });
  });

  it.each([
    ['kafka-tls', 'kafka-tls can be reached'],
    ['kafka-sasl', 'kafka-sasl can be reached'],
  ])(
    'says what is wrong with %s, and which key it is about',
    async (id, text) => {
      await portal.sweep(id);
      const { items } = await portal.get('/sources');
      const { message } = items.find((item: any) => item.id === id);
      expect(message).toContain(text);
      expect(message).toMatch(/pipelines\.kafka\[\d\]\.bootstrap/);
      expect(message).not.toContain('fake');
    },
  );
});
