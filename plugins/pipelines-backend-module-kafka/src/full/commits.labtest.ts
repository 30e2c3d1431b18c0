/*
 * What commits prove that readings can't, with live members on a real broker: `npm run test:lab -- kafka-full`.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  LAB_BROKER,
  type LabConsumer,
  LabKafka,
} from '../__testUtils__/LabKafka';
import { LabPortal } from '../__testUtils__/labPortal';

const RUN = randomBytes(3).toString('hex');
const STATES = [
  'stall',
  'stall-kip-848',
  'stop',
  'silent',
  'rewind',
  'keeps-up',
] as const;
type State = (typeof STATES)[number];
const topic = (state: State) => `lab.commits.${state}.${RUN}`;
const group = (state: State) => `commits-${state}-${RUN}`;

/** Commits are a little more than a second apart: closer ones count as one. */
const EVERY_MS = 1100;
/** Longer than what counts as silence, and than ten readings. */
const ROUNDS = 48;
const SWEEP_EVERY = 3;
/** Within the last ten commits. */
const REWINDS_AT = ROUNDS - 6;

let kafka: LabKafka;
let portal: LabPortal;
const members = new Map<State, LabConsumer>();

/** What each consumer commits in a round; undefined: nothing. */
const COMMITS: Record<State, (round: number) => number[]> = {
  stall: () => [40],
  'stall-kip-848': () => [40],
  stop: round => (round < 3 ? [40 + round] : []),
  silent: round => (round < 3 ? [40 + round] : []),
  // It goes back and on again within a moment, between two readings.
  rewind: round => (round === REWINDS_AT ? [20, 60 + round] : [60 + round]),
  'keeps-up': round => [90 + Math.floor(round / SWEEP_EVERY) * 10],
};

/** Every consumer does what makes its state, and Sluice looks now and then. */
async function drive(): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const began = Date.now();
    await Promise.all(
      STATES.map(async state => {
        for (const offset of COMMITS[state](round)) {
          await members.get(state)!.commit(topic(state), offset);
        }
      }),
    );
    if (round === 5) await members.get('stop')!.leave();
    if (round % SWEEP_EVERY === 0) {
      await portal.sweep('kafka-tail');
      await portal.sweep('kafka-polled');
      for (const state of STATES) await kafka.produce(topic(state), 10);
    }
    await sleep(Math.max(0, EVERY_MS - (Date.now() - began)));
  }
  await portal.sweep('kafka-tail');
  await portal.sweep('kafka-polled');
}

beforeAll(async () => {
  kafka = new LabKafka();
  await kafka.makeTopics(...STATES.map(topic));
  for (const state of STATES) {
    await kafka.produce(topic(state), 100);
    const protocol = state === 'stall-kip-848' ? 'consumer' : 'classic';
    members.set(state, await kafka.join(group(state), topic(state), protocol));
  }
  const cluster = {
    environment: 'prod',
    bootstrap: [LAB_BROKER],
    groups: { include: `^commits-.*-${RUN}$` },
    schedule: { intervalSeconds: 15, quietSeconds: 15 },
  };
  portal = await LabPortal.start(
    [
      { ...cluster, name: 'kafka-tail', commits: { tail: true } },
      { ...cluster, name: 'kafka-polled' },
    ],
    [],
  );
  // From here on commits are seen.
  await portal.sweep('kafka-tail');
  await drive();
}, 240_000);

afterAll(async () => {
  await portal?.stop();
  await kafka?.close();
}, 60_000);

async function groupOf(cluster: string, state: State): Promise<any> {
  const query = new URLSearchParams({ cluster, limit: '100' });
  const { items } = await portal.get(`/kafka/groups?${query}`);
  return items.find((item: any) => item.group === group(state));
}

describe('Commits, one by one', () => {
  it.each<[State, object]>([
    [
      'stall',
      {
        status: 'stall',
        reason: expect.stringMatching(
          /10 commits over \d+ s, offset unchanged at 40, lag 2\d\d/,
        ),
      },
    ],
    [
      'stall-kip-848',
      {
        status: 'stall',
        protocol: 'consumer',
        reason: expect.stringContaining('offset unchanged at 40'),
      },
    ],
    [
      'stop',
      {
        status: 'stop',
        members: 0,
        reason: expect.stringMatching(/no commit for \d+ s, offset unchanged/),
      },
    ],
    [
      'silent',
      {
        status: 'stop',
        members: 1,
        reason: expect.stringMatching(
          /no commit for \d+ s, though a member lives/,
        ),
      },
    ],
    [
      'rewind',
      {
        status: 'rewind',
        reason: expect.stringMatching(/the offset went back from \d+ to 20/),
      },
    ],
    ['keeps-up', { status: 'ok' }],
  ])('%s is told for certain', async (state, expected) => {
    expect(await groupOf('kafka-tail', state)).toMatchObject({
      ...expected,
      inferred: false,
    });
  });

  it.each<[State, object]>([
    ['stall', { status: 'stall', inferred: true }],
    ['stop', { status: 'stop', inferred: true }],
    // What readings can't know.
    ['silent', { status: 'stall', inferred: true }],
    ['rewind', { status: 'warn' }],
  ])('%s is inferred by readings, or not seen', async (state, expected) => {
    expect(await groupOf('kafka-polled', state)).toMatchObject(expected);
  });

  it('cost one request a sweep and broker', async () => {
    const { items } = await portal.get('/kafka/clusters');
    const requests = (id: string) =>
      items.find((item: any) => item.id === id).requests;
    expect(requests('kafka-tail')).toBe(requests('kafka-polled') + 1);
  });
});
