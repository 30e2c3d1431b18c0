/*
 * The lab's 25 groups (lab/streams), through the pipelines backend: `npm run test:lab -- kafka`. The ordinary test run doesn't match this
 * file.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { LAB_BROKER } from './__testUtils__/LabKafka';
import { LabPortal } from './__testUtils__/labPortal';

const SWEEP_MS = 2000;
/** One that rewinds does so once a minute. */
const SEEN_WITHIN_MS = 110_000;

/** What each of those that go wrong has to be seen as, in its turn. */
const WANTED: Record<string, string> = {
  'lab-payments-fraud': 'stall',
  'lab-asn-sink': 'stop',
  'lab-stock-to-lake': 'rewind',
  'lab-clicks-to-lake': 'warn',
};

let portal: LabPortal;

beforeAll(async () => {
  portal = await LabPortal.start(
    [
      {
        name: 'kafka-prod',
        environment: 'prod',
        bootstrap: [LAB_BROKER],
        groups: { include: '^lab-' },
        schedule: { intervalSeconds: 15, quietSeconds: 15 },
      },
    ],
    [],
  );
}, 60_000);

afterAll(async () => {
  await portal?.stop();
}, 60_000);

describe('A retailer of 25 groups', () => {
  const seen = new Map<string, Set<string>>();

  beforeAll(async () => {
    const deadline = Date.now() + SEEN_WITHIN_MS;
    const isSeen = () =>
      Object.entries(WANTED).every(([group, status]) =>
        seen.get(group)?.has(status),
      );
    while (!isSeen() && Date.now() < deadline) {
      await portal.sweep('kafka-prod');
      const { items } = await portal.get('/kafka/groups?limit=100');
      for (const { group, status } of items) {
        if (!seen.has(group)) seen.set(group, new Set());
        seen.get(group)!.add(status);
      }
      await sleep(SWEEP_MS);
    }
  }, SEEN_WITHIN_MS + 20_000);

  it.each(Object.entries(WANTED))('shows %s as %s', (group, status) => {
    expect([...(seen.get(group) ?? [])]).toContain(status);
  });

  it('shows no other one as anything but ok, also the one that only idles', async () => {
    const { items } = await portal.get('/kafka/groups?limit=100');
    expect(items).toHaveLength(25);
    const others = items.filter((item: any) => !(item.group in WANTED));
    expect(others).toHaveLength(21);
    for (const { group, status, members } of others) {
      expect({ group, status, members }).toEqual({
        group,
        status: 'ok',
        members: 1,
      });
    }
  });

  it('finds where the dead letters of a topic go', async () => {
    const { items } = await portal.get('/kafka/topics?deadLetters=true');
    const found = items.find((item: any) => item.topic === 'lab.orders.v1.dlq');
    expect(found).toMatchObject({ deadLettersOf: { topic: 'lab.orders.v1' } });
    expect(found.messages).toBeGreaterThan(0);
  });
});
