/*
 * Lag in seconds beside the truth, at the default interval, on a real broker: `npm run test:lab -- kafka-full`. Producers stamp what they
 * write, and consumers commit what is so and so old, so it is known to the millisecond how long the oldest unread message has waited.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Entity } from '@backstage/catalog-model';
import { LAB_BROKER, LabKafka } from '../__testUtils__/LabKafka';
import { LabPortal } from '../__testUtils__/labPortal';

const INTERVAL_SECONDS = 15;
const LASTS_SECONDS = 300;
/** Readings before the log's history reaches back far enough. */
const DELAY_SECONDS = 45;
const RUN = randomBytes(3).toString('hex');
const topic = (traffic: string) => `lab.time.${traffic}.${RUN}`;
const group = (name: string) => `time-${name}-${RUN}`;

/** How many messages are written in each second. */
const TRAFFIC: Record<string, (second: number) => number> = {
  steady: () => 10,
  bursty: second => (second % 22 === 3 ? 200 : 0),
  'idle-then-burst': second => (second % 80 >= 70 ? 50 : 0),
  uneven: second => (second % 7 === 3 ? 200 : 0),
};
type Traffic = keyof typeof TRAFFIC;

/** All but the last have no SLO; that of the last it is always near. */
const GROUPS: Record<string, Traffic> = {
  steady: 'steady',
  bursty: 'bursty',
  'idle-then-burst': 'idle-then-burst',
  promised: 'uneven',
};

const ENTITY: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'promised',
    annotations: { 'sluice.dev/kafka-consumer-group': group('promised') },
  },
  spec: {
    type: 'kafka-consumer',
    owner: 'sales',
    lifecycle: 'production',
    slos: [
      {
        name: 'fresh',
        kind: 'freshness',
        target: 99,
        window: { rolling: '30d' },
        freshness: { max: `${DELAY_SECONDS}s` },
      },
    ],
  },
};

type Error = { truth: number; off: number };

let kafka: LabKafka;
let portal: LabPortal;
/** When each message was written, by offset. */
const written = new Map<Traffic, number[]>();
const errors = new Map<string, Error[]>();
/** Seconds between sweeps as they were: a busy machine takes longer than it should. */
const gaps: number[] = [];

beforeAll(async () => {
  kafka = new LabKafka();
  await kafka.makeTopics(...Object.keys(TRAFFIC).map(topic));
  portal = await LabPortal.start(
    [{ name: 'kafka-prod', environment: 'prod', bootstrap: [LAB_BROKER] }],
    [ENTITY],
  );
  await portal.reconcile();
  await drive();
}, (LASTS_SECONDS + 180) * 1000);

afterAll(async () => {
  await portal?.stop();
  await kafka?.close();
}, 60_000);

async function drive(): Promise<void> {
  const startedAt = Date.now();
  let swept = -Infinity;
  for (let second = 0; second < LASTS_SECONDS; ) {
    for (const traffic of Object.keys(TRAFFIC)) await write(traffic, second);
    for (const name of Object.keys(GROUPS)) await commit(name);
    if (Date.now() - swept >= INTERVAL_SECONDS * 1000) {
      const now = Date.now();
      if (swept > 0) gaps.push((now - swept) / 1000);
      swept = now;
      await portal.sweep('kafka-prod');
      for (const name of Object.keys(GROUPS)) await compare(name);
    }
    const next = Math.floor((Date.now() - startedAt) / 1000) + 1;
    await sleep(startedAt + next * 1000 - Date.now());
    // A second that a slow machine left out is written with the next.
    second = next;
  }
}

async function write(traffic: Traffic, second: number): Promise<void> {
  const count = TRAFFIC[traffic](second);
  if (count === 0) return;
  const now = Date.now();
  await kafka.produce(topic(traffic), count, now);
  const times = written.get(traffic) ?? [];
  written.set(traffic, [...times, ...Array<number>(count).fill(now)]);
}

/** The group has read everything but what is younger than its delay. */
async function commit(name: string): Promise<void> {
  const traffic = GROUPS[name];
  const times = written.get(traffic) ?? [];
  const until = Date.now() - DELAY_SECONDS * 1000;
  const offset = times.filter(time => time < until).length;
  await kafka.setOffset(group(name), topic(traffic), offset);
}

async function compare(name: string): Promise<void> {
  const found = await portal.group(group(name));
  const { partitions } = await portal.get(`/kafka/groups/${found.id}`);
  const [{ committed }] = partitions;
  const oldest = written.get(GROUPS[name])?.[committed];
  if (found.seconds === undefined) return;
  const truth =
    oldest === undefined ? 0 : (Date.parse(found.readAt) - oldest) / 1000;
  const own = errors.get(name) ?? [];
  own.push({ truth, off: Math.abs(found.seconds - truth) });
  errors.set(name, own);
}

function p95(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1];
}

describe('Lag in seconds beside the truth', () => {
  it.each(['steady', 'bursty', 'idle-then-burst'])(
    'is off by one interval and 5 % at most in 95 of 100 readings of %s traffic',
    traffic => {
      const own = errors.get(traffic)!;
      // Some hold still, and some wait.
      expect(own.filter(each => each.truth > 0).length).toBeGreaterThan(7);
      const off = p95(own.map(each => each.off));
      const interval = Math.max(INTERVAL_SECONDS, p95(gaps));
      const figures = `off by ${off.toFixed(2)} s (p95)`;
      process.stdout.write(
        `${traffic}: ${own.length} readings, ${figures}, interval ${interval} s\n`,
      );
      expect(off).toBeLessThanOrEqual(interval * 1.05);
    },
  );

  it('is off by less than two seconds within 20 % of what an SLO promises', () => {
    const bound = DELAY_SECONDS;
    const near = errors
      .get('promised')!
      .filter(({ truth }) => Math.abs(truth - bound) <= bound * 0.2);
    const off = Math.max(...near.map(each => each.off));
    process.stdout.write(
      `near the bound: ${near.length} readings, off by ${off.toFixed(2)} s\n`,
    );
    expect(near.length).toBeGreaterThan(5);
    expect(off).toBeLessThan(2);
  });
});
