import type { LagReading } from '@sluice/plugin-pipelines-node';
import { consumerAt } from '../simulation/freshness';
import { STORIES } from '../simulation/stories';
import { DAY, HOUR, iso, MINUTE, SECOND } from '../simulation/time';
import { CLUSTERS, GROUPS } from './groups';
import { pastLagOf } from './pastLag';
import { StreamCluster, timesToLook } from './StreamCluster';
import { tellStreams } from './tellStreams';
import { endsAt, TOPICS } from './topics';

const NOW = Date.parse('2026-11-21T09:45:12.345Z');
const seed = 'northstar';
const cluster = new StreamCluster({ id: CLUSTERS.main, seed });
const clock = { startedAt: NOW, starts: new Map<string, number[]>() };

/** What is left to read of a group in a sweep. */
function lagOf(reading: LagReading, name: string): number {
  const group = reading.groups.find(({ group: id }) => id === name)!;
  return group.partitions.reduce((sum, { committed, partition, topic }) => {
    const log = reading.logs.find(
      l => l.topic === topic && l.partition === partition,
    )!;
    return sum + log.end! - committed!;
  }, 0);
}

describe("the demo's topics", () => {
  it('write what they say over a day, and never go back', () => {
    for (const topic of TOPICS) {
      const total = (at: number) =>
        endsAt(topic, at, NOW + DAY).reduce((a, b) => a + b, 0);
      let before = total(NOW - DAY);
      for (let at = NOW - DAY; at <= NOW; at += 17 * MINUTE) {
        expect(total(at)).toBeGreaterThanOrEqual(before);
        before = total(at);
      }
      const perSecond = (total(NOW) - total(NOW - DAY)) / (DAY / SECOND);
      const share = topic.topic === 'suppliers.asn.v1' ? 19 / 24 : 1;
      expect(perSecond).toBeCloseTo(topic.perSecond * share, 0);
    }
  });
});

describe("the demo's clusters", () => {
  it('have at least 25 groups of pipelines and some that nobody declared', () => {
    const own = GROUPS.filter(({ pipeline }) => pipeline);
    expect(own).toHaveLength(25);
    expect(GROUPS.length - own.length).toBeGreaterThan(5);
    expect(new Set(GROUPS.map(({ group }) => group)).size).toBe(GROUPS.length);
  });

  it('commit only forwards, apart from the one that goes back', () => {
    const before = new Map<string, number>();
    const back = new Set<string>();
    // A restart too: its backlog grows, but nothing is read twice.
    const starts = new Map([['payments_cdc', [NOW - 20 * MINUTE]]]);
    for (
      let at = NOW - 26 * MINUTE;
      at <= NOW + 24 * MINUTE;
      at += 15 * SECOND
    ) {
      for (const group of cluster.read(at, { startedAt: NOW, starts }).groups) {
        for (const { committed, partition, topic } of group.partitions) {
          const key = `${group.group} ${topic} ${partition}`;
          if (committed! < (before.get(key) ?? 0)) back.add(group.group);
          before.set(key, committed!);
        }
      }
    }
    expect([...back]).toEqual([`northstar.${STORIES.rewinds.pipeline}`]);
  });

  it('leave as much unread as freshness says is late', () => {
    const stalled = `northstar.${STORIES.crashLoop.pipeline}`;
    const silent = `northstar.${STORIES.silentTopic.pipeline}`;
    const reading = cluster.read(NOW, clock);
    expect(lagOf(reading, stalled)).toBeGreaterThan(9 * 3600 * 200);
    expect(lagOf(reading, silent)).toBe(0);
    expect(lagOf(reading, 'northstar.recall-notices')).toBe(0);
    const { ageSeconds } = consumerAt(NOW, {
      seed,
      name: 'clickstream_ingest',
      startedAt: NOW,
      starts: [],
    });
    const perSecond =
      lagOf(reading, 'northstar.clickstream_ingest') / ageSeconds;
    expect(perSecond).toBeGreaterThan(50_000);
    expect(perSecond).toBeLessThan(130_000);
  });

  it('tell who left, who may not be seen, and what was lost', () => {
    const main = cluster.read(NOW, clock);
    const find = (reading: LagReading, name: string) =>
      reading.groups.find(({ group }) => group === name)!;
    expect(find(main, 'bi.orders-export')).toMatchObject({
      state: 'empty',
      members: [],
    });
    expect(find(main, 'payments.audit-mirror')).toMatchObject({
      state: 'unknown',
      problem: expect.stringContaining('not authorised'),
    });
    const analytics = new StreamCluster({ id: CLUSTERS.analytics, seed });
    const lost = analytics.read(NOW, clock);
    const [{ committed }] = find(lost, 'fraud.model-training').partitions;
    const log = lost.logs.find(({ topic }) => topic === 'fraud.features.v1')!;
    expect(committed!).toBeLessThan(log.start!);
  });

  it('tell who comes late their past, and look closely where something changed', () => {
    const told = [
      ...tellStreams({
        seed,
        cluster,
        clock,
        from: NOW - 90 * DAY,
        to: NOW,
      }),
    ];
    const past = told.filter(part => part.pastLag);
    expect(past).toHaveLength(cluster.groups.length);
    const looks = told.flatMap(part => part.lag ?? []);
    expect(looks.length).toBeLessThan(90);
    expect(looks[0]).toMatchObject({ complete: false });
    expect(looks.map(({ at }) => at)).toEqual(looks.map(({ at }) => at).sort());
    const live = { seed, cluster, clock, to: NOW };
    expect([...tellStreams({ ...live, from: NOW - 15_000 })]).toEqual([]);
  });

  it('have no more left to read in the past than was kept', () => {
    const analytics = new StreamCluster({ id: CLUSTERS.analytics, seed });
    const group = analytics.groups.find(each => each.does === 'lost')!;
    const { minutes } = pastLagOf({
      seed,
      cluster: analytics,
      group,
      clock,
      from: NOW - 2 * HOUR,
      to: NOW,
    });
    const { logs } = analytics.read(NOW, clock);
    const kept = logs
      .filter(({ topic }) => topic === group.topics[0].topic)
      .reduce((sum, { end, start }) => sum + end! - start!, 0);
    const share = minutes.at(-1)!.lag! / kept;
    expect(share).toBeGreaterThan(0.99);
    expect(share).toBeLessThan(1.01);
  });

  it('tell a past of hours and minutes without a gap', () => {
    const group = cluster.groups.find(g => g.pipeline === 'payments_cdc')!;
    const from = NOW - 30 * DAY;
    const { changes, hours, minutes } = pastLagOf({
      seed,
      cluster,
      group,
      clock,
      from,
      to: NOW,
    });
    expect(hours).toHaveLength(28 * 24);
    expect(minutes.length).toBeGreaterThan(46 * 60);
    expect(minutes[0].at).toBe(
      iso(Date.parse(hours[hours.length - 1].at) + HOUR),
    );
    expect(changes.length % 2).toBe(0);
    expect(hours.filter(({ status }) => status === 'warn')).toHaveLength(
      changes.length / 2,
    );
  });
});

describe('timesToLook', () => {
  it('looks each hour, each minute where something changed, and each minute at last', () => {
    const from = Date.parse('2026-11-21T00:00:00Z');
    const times = timesToLook(from, from + 2 * HOUR, [from + 45 * MINUTE]);
    expect(times.map(at => (at - from) / MINUTE)).toEqual([
      0,
      ...Array.from({ length: 12 }, (_, i) => 44 + i),
      60,
      ...Array.from({ length: 12 }, (_, i) => 108 + i),
    ]);
  });
});
