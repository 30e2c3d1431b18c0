/*
 * The oldest Apache Kafka that can be read, with members that live: `npm run test:lab -- kafka-oldest`.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LabConsumer, LabKafka } from '../../__testUtils__/LabKafka';
import { LabPortal } from '../../__testUtils__/labPortal';

const PORT = Number(process.env.SLUICE_LAB_KAFKA_OLDEST_PORT ?? 18392);
const BROKER = `127.0.0.1:${PORT}`;
const RUN = randomBytes(3).toString('hex');
const STATES = ['keeps-up', 'stall', 'stop', 'rewind', 'warn'] as const;
type State = (typeof STATES)[number];
const topic = (state: State) => `lab.oldest.${state}.${RUN}`;
const group = (state: State) => `oldest-${state}-${RUN}`;
const LETTERS = `${topic('stall')}.dlq`;
const SWEEPS = 12;

/** What each consumer commits before a sweep; undefined: nothing. */
const COMMITS: Record<State, (sweep: number) => number | undefined> = {
  'keeps-up': sweep => 100 + sweep * 10,
  stall: () => 40,
  stop: sweep => (sweep === 0 ? 50 : undefined),
  rewind: sweep => (sweep === SWEEPS - 3 ? 20 : 60 + sweep),
  warn: sweep => 50 + sweep,
};

let kafka: LabKafka;
let portal: LabPortal;
const members = new Map<State, LabConsumer>();

beforeAll(async () => {
  kafka = new LabKafka([BROKER]);
  await kafka.makeTopics(...STATES.map(topic), LETTERS);
  await kafka.produceLetter(LETTERS, { reason: 'broken' });
  for (const state of STATES) {
    await kafka.produce(topic(state), 100);
    members.set(state, await kafka.join(group(state), topic(state)));
  }
  const cluster = {
    environment: 'prod',
    bootstrap: [BROKER],
    groups: { include: `^oldest-.*-${RUN}$` },
    schedule: { intervalSeconds: 15, quietSeconds: 15 },
  };
  portal = await LabPortal.start(
    [
      { ...cluster, name: 'oldest' },
      { ...cluster, name: 'tailing', commits: { tail: true } },
    ],
    [],
  );
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const state of STATES) {
      const offset = COMMITS[state](sweep);
      if (offset === undefined) continue;
      await members.get(state)!.commit(topic(state), offset);
    }
    if (sweep === 3) await members.get('stop')!.leave();
    await portal.sweep('oldest');
    if (sweep < SWEEPS - 1) {
      for (const state of STATES) await kafka.produce(topic(state), 10);
    }
    await sleep(300);
  }
  await portal.sweep('tailing');
}, 240_000);

afterAll(async () => {
  await portal?.stop();
  await kafka?.close();
}, 60_000);

const clusterOf = async (id: string) => {
  const { items } = await portal.get('/kafka/clusters');
  return items.find((item: any) => item.id === id);
};

describe('The oldest Apache Kafka', () => {
  it.each<[State, object]>([
    ['keeps-up', { status: 'ok', lag: 0, members: 1 }],
    ['stall', { status: 'stall', members: 1, lag: 170 }],
    ['stop', { status: 'stop', members: 0 }],
    ['rewind', { status: 'rewind', members: 1 }],
    ['warn', { status: 'warn', members: 1 }],
  ])('shows %s', async (state, expected) => {
    const query = new URLSearchParams({ cluster: 'oldest', limit: '100' });
    const { items } = await portal.get(`/kafka/groups?${query}`);
    expect(
      items.find((item: any) => item.group === group(state)),
    ).toMatchObject(expected);
  });

  it('takes no more requests than any other', async () => {
    expect((await clusterOf('oldest')).requests).toBeLessThanOrEqual(6);
  });

  it('says what it is too old for: commits one by one, and headers of dead letters', async () => {
    const { items } = await portal.get('/sources');
    const { issues } = items.find((item: any) => item.id === 'tailing');
    expect(JSON.stringify(issues)).toMatch(
      /commits: .*Apache Kafka 3.1 or newer is needed/,
    );
    await expect(
      portal.get(`/kafka/clusters/oldest/topics/${LETTERS}/dead-letters`),
    ).rejects.toThrow('Apache Kafka 3.1 or newer is needed');
  });
});
