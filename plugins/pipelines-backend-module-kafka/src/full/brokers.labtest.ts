/*
 * Three real brokers: one is lost and comes back, and logins that may not see everything. `npm run test:lab -- kafka-full`.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  LAB_BROKERS,
  LAB_CA,
  LabBrokers,
  SECURE_BROKERS,
} from '../__testUtils__/LabBrokers';
import { LabKafka } from '../__testUtils__/LabKafka';
import { LabPortal } from '../__testUtils__/labPortal';

const RUN = randomBytes(3).toString('hex');
const TOPIC = `lab.three.${RUN}`;
const HIDDEN = `lab.hidden.${RUN}`;
/** As many as it takes for each broker to coordinate some. */
const GROUPS = Array.from(
  { length: 12 },
  (_, i) => `three-brokers-${RUN}-${i}`,
);
const SEEN = GROUPS[0];
const PARTITIONS = [0, 1, 2];

let kafka: LabKafka;
let brokers: LabBrokers;
let portal: LabPortal;

beforeAll(async () => {
  brokers = new LabBrokers();
  await brokers.restore();
  kafka = new LabKafka(LAB_BROKERS);
  await kafka.makeReplicatedTopic(TOPIC);
  await kafka.makeReplicatedTopic(HIDDEN);
  for (const partition of PARTITIONS) {
    await kafka.produce(TOPIC, 100, Date.now(), partition);
  }
  for (const group of GROUPS) {
    await kafka.setOffset(group, TOPIC, 40, PARTITIONS);
  }
  await kafka.setOffset(SEEN, HIDDEN, 0, PARTITIONS);
  // What docs tell to allow, and less.
  await kafka.allowDescribe('sluice', 'CLUSTER', 'kafka-cluster');
  await kafka.allowDescribe('sluice', 'GROUP', '*');
  await kafka.allowDescribe('sluice', 'TOPIC', '*');
  await kafka.allowDescribe('narrow', 'CLUSTER', 'kafka-cluster');
  await kafka.allowDescribe('narrow', 'GROUP', SEEN);
  await kafka.allowDescribe('narrow', 'TOPIC', TOPIC);
  const common = {
    environment: 'prod',
    groups: { include: `^three-brokers-${RUN}` },
    schedule: { intervalSeconds: 15, quietSeconds: 15 },
  };
  const secure = (name: string, username: string) => ({
    ...common,
    name,
    bootstrap: SECURE_BROKERS,
    tls: { ca: LAB_CA },
    sasl: { mechanism: 'PLAIN', username, password: `fake-${username}` },
  });
  portal = await LabPortal.start(
    [
      { ...common, name: 'three', bootstrap: LAB_BROKERS },
      secure('secure', 'sluice'),
      secure('narrow', 'narrow'),
      { ...secure('tailing', 'sluice'), commits: { tail: true } },
    ],
    [],
  );
}, 300_000);

afterAll(async () => {
  await brokers?.restore();
  await portal?.stop();
  await kafka?.close();
  await brokers?.close();
}, 180_000);

async function groupsOf(cluster: string): Promise<Map<string, any>> {
  const query = new URLSearchParams({ cluster, limit: '100' });
  const { items } = await portal.get(`/kafka/groups?${query}`);
  return new Map(items.map((item: any) => [item.group, item]));
}

async function clusterOf(id: string): Promise<any> {
  const { items } = await portal.get('/kafka/clusters');
  return items.find((item: any) => item.id === id);
}

/** Sweeps until something is as it should be. @returns what was seen on the way */
async function sweepUntil<T>(
  look: () => Promise<T>,
  isThere: (seen: T) => boolean,
): Promise<T[]> {
  const seen: T[] = [];
  for (let i = 0; i < 60; i++) {
    await portal.sweep('three');
    seen.push(await look());
    if (isThere(seen[seen.length - 1])) return seen;
    await sleep(1000);
  }
  throw new Error(`It never came to that: ${JSON.stringify(seen.at(-1))}`);
}

describe('Three brokers', () => {
  it('are read in no more than 4B + 2 requests, and 2B more on a slow sweep', async () => {
    await portal.sweep('three');
    expect((await clusterOf('three')).requests).toBeLessThanOrEqual(20);
    await sleep(50);
    await portal.sweep('three');
    const cluster = await clusterOf('three');
    expect(cluster).toMatchObject({
      brokers: 3,
      complete: true,
      underReplicated: 0,
      groups: GROUPS.length,
    });
    expect(cluster.requests).toBeLessThanOrEqual(14);
    const groups = await groupsOf('three');
    expect([...groups.values()].map(group => group.lag)).toEqual(
      GROUPS.map(() => 180),
    );
    const { partitions } = await portal.get(
      `/kafka/clusters/three/topics/${TOPIC}`,
    );
    expect(
      new Set(partitions.map((partition: any) => partition.leader)).size,
    ).toBe(3);
  });

  it('that lose one lose nobody: groups stay, leaders move, and what is missing says so', async () => {
    await brokers.lose(2);
    const seen = await sweepUntil(
      async () => ({
        groups: await groupsOf('three'),
        cluster: await clusterOf('three'),
      }),
      ({ cluster, groups }) =>
        cluster.brokers === 2 &&
        cluster.underReplicated > 0 &&
        [...groups.values()].every(group => group.lag === 180),
    );
    for (const { groups } of seen) {
      expect(groups.size).toBe(GROUPS.length);
      // No lag that isn't one: it is as it was, or less is known, and then it says why.
      const odd = [...groups.values()].filter(
        ({ lag = 0, reason, status }) =>
          lag > 180 || (status === 'unknown' && !reason),
      );
      expect(odd).toEqual([]);
    }
    const { partitions } = await portal.get(
      `/kafka/clusters/three/topics/${TOPIC}`,
    );
    expect(partitions).toHaveLength(3);
    await brokers.restore();
    await sweepUntil(
      () => clusterOf('three'),
      cluster => cluster.brokers === 3 && cluster.underReplicated === 0,
    );
    const groups = await groupsOf('three');
    expect(groups.size).toBe(GROUPS.length);
  }, 240_000);

  it('let who logs in over TLS with the rights that the docs name see everything', async () => {
    await portal.sweep('secure');
    expect(await clusterOf('secure')).toMatchObject({
      sourceStatus: 'healthy',
      complete: true,
      groups: GROUPS.length,
    });
    const groups = await groupsOf('secure');
    expect(groups.get(GROUPS[5])).toMatchObject({ lag: 180 });
  });

  it('say of what a login may not describe that it is not authorised', async () => {
    await portal.sweep('narrow');
    const groups = await groupsOf('narrow');
    // Brokers leave topics out that it may not describe, and say nothing of it.
    expect(groups.get(SEEN)).toMatchObject({ lag: 180, topics: [TOPIC] });
    const { items } = await portal.get('/sources');
    const { issues, message } = items.find((item: any) => item.id === 'narrow');
    const texts = JSON.stringify([issues, message]);
    expect(texts).not.toContain('fake-narrow');
    for (const group of groups.values()) {
      if (group.group === SEEN) continue;
      expect(group).toMatchObject({
        status: 'unknown',
        reason: expect.stringContaining('not authorised'),
      });
    }
  });

  it('say of commits that a login may not read them, and read the rest', async () => {
    await portal.sweep('tailing');
    const groups = await groupsOf('tailing');
    expect(groups.size).toBe(GROUPS.length);
    expect(groups.get(SEEN)).toMatchObject({ lag: 180 });
    const { items } = await portal.get('/sources');
    const { issues } = items.find((item: any) => item.id === 'tailing');
    expect(JSON.stringify(issues)).toContain(
      'commits: not authorised to read them (ACL: Read on Topic __consumer_offsets)',
    );
  });
});
