import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { ConsumerGroupsQuery } from '@sluice/plugin-pipelines-common';
import type {
  GroupReading,
  LagReading,
  PastLag,
  RunSource,
  WantedTime,
} from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { createPortal, fakeSource, START } from '../__testUtils__/createPortal';
import type { BatchPart } from '../observations';
import { createLagRecorder } from './createLag';
import { addPoint, type LogHistory } from './health/logHistory';

jest.setTimeout(60_000);

const T0 = Date.parse(START);
const TOPIC = 'orders.v1';
const at = (seconds: number) => new Date(T0 + seconds * 1000).toISOString();

const group = (
  name: string,
  committed: number | null,
  options: Partial<GroupReading> = {},
): GroupReading => ({
  group: name,
  state: 'stable',
  protocol: 'classic',
  members: [{ memberId: 'm1', clientId: 'c1', host: '/10.0.0.7' }],
  partitions: [{ topic: TOPIC, partition: 0, committed, memberId: 'm1' }],
  ...options,
});

const gone: Partial<GroupReading> = { state: 'empty', members: [] };

const sweepOf = (
  seconds: number,
  end: number,
  groups: GroupReading[],
  options: Partial<LagReading> = {},
): LagReading => ({
  at: at(seconds),
  complete: true,
  groups,
  logs: [{ topic: TOPIC, partition: 0, end }],
  topics: [
    {
      topic: TOPIC,
      topicId: 'id1',
      partitions: 3,
      underReplicated: 1,
      offline: 0,
    },
  ],
  brokers: 3,
  requests: 14,
  ...options,
});

const consumer = (name: string, groupId: string | undefined): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: groupId ? { 'sluice.dev/kafka-consumer-group': groupId } : {},
  },
  spec: { type: 'kafka-consumer', owner: 'sales', lifecycle: 'production' },
});

describe('lag', () => {
  const databases = TestDatabases.create();
  const shared = new Map<TestDatabaseId, Knex>();
  let clusters = 0;

  /** One database for all tests, since it takes long to make one; each has a cluster of its own. */
  async function start(databaseId: TestDatabaseId) {
    const database =
      shared.get(databaseId) ?? (await databases.init(databaseId));
    shared.set(databaseId, database);
    const id = `kafka-${++clusters}`;
    let next: LagReading | Error;
    let past: PastLag[] | undefined;
    const wanted: WantedTime[][] = [];
    const cluster: RunSource = fakeSource({
      id,
      technology: 'kafka',
      title: 'Kafka (prod)',
      schedule: { intervalSeconds: 15, timeoutSeconds: 10 },
      async *collect({ wantedTimes }) {
        if (next instanceof Error) throw next;
        wanted.push(await wantedTimes!(next));
        yield { cursor: null, lag: next, pastLag: past };
      },
    });
    const portal = await createPortal({
      databases: { init: async () => database } as any,
      databaseId,
      sources: [cluster],
      entities: [
        consumer('enrich-orders', 'orders-enrich'),
        consumer('archive', undefined),
      ],
      naming: [/^connect-(?<pipeline>.+)$/u],
    });
    // Binds the entity to its group.
    await portal.reconcile();
    let passed = 61;
    return {
      portal,
      id,
      wanted,
      groups: (query: object = {}) =>
        portal.lag.groups({ cluster: [id], ...query }),
      async sweep(reading: LagReading | Error, before?: PastLag[]) {
        next = reading;
        past = before;
        if (!(reading instanceof Error)) {
          const seconds = (Date.parse(reading.at) - T0) / 1000 + 61;
          portal.pass((seconds - passed) / 60);
          passed = seconds;
        }
        await portal.sweep(id);
      },
    };
  }

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    it('keeps groups, their past and their health, sweep by sweep', async () => {
      const { groups: list, id, portal, sweep } = await start(databaseId);
      // One stalls, one is not of the catalog and keeps up, one never committed.
      for (let i = 0; i < 12; i++) {
        await sweep(
          sweepOf(i * 15, 1000 + i * 100, [
            group('orders-enrich', 1000),
            group('stranger/ü', 1000 + i * 100),
            group('never', null),
          ]),
        );
      }
      const { groups, facets, nextCursor } = await list();
      expect(groups.map(g => [g.groupId, g.status, g.lag, g.seconds])).toEqual([
        // Ten readings have been at 1,000; the message there came right after the first.
        ['orders-enrich', 'stall', 1100, 165],
        ['stranger/ü', 'ok', 0, 0],
        ['never', 'unknown', null, null],
      ]);
      expect(facets.byStatus).toEqual({
        stall: 1,
        ok: 1,
        unknown: 1,
      });
      expect(nextCursor).toBeUndefined();
      const [stalled] = groups;
      expect(stalled).toMatchObject({
        sourceId: id,
        environment: 'prod',
        pipelineId: expect.any(Number),
        reason:
          'orders.v1 partition 0: 10 readings over 135 s, offset unchanged at 1,000, lag 1,100',
        inferred: true,
        members: 1,
        topics: [TOPIC],
        drainSeconds: null,
      });
      expect(groups[1].pipelineId).toBeUndefined();
      expect(await portal.lag.group(stalled.id)).toMatchObject({
        members: [{ clientId: 'c1' }],
        partitions: [{ partition: 0, committed: 1000, end: 2100, lag: 1100 }],
      });

      const [series] = await Promise.all(
        (
          await portal.lag.ofPipeline(stalled.pipelineId!)
        ).map(each =>
          portal.lag.series(each, {
            from: new Date(T0 - 3600_000),
            to: new Date(T0 + 3600_000),
            limit: 100,
          }),
        ),
      );
      expect(series.points.map(p => [p.at - T0, p.lag, p.status])).toEqual([
        [0, 300, 'ok'],
        [60_000, 700, 'ok'],
        [120_000, 1100, 'stall'],
      ]);
      expect(series.changes).toMatchObject([
        { status: 'ok', at: at(0) },
        { status: 'stall', at: at(150) },
      ]);
      const healthIn = (environment: string) =>
        portal.lag.healthSince(stalled.pipelineId!, environment, at(100));
      expect(await healthIn('prod')).toMatchObject([
        {
          readAt: at(165),
          changes: [
            { status: 'ok', at: at(0) },
            { status: 'stall', at: at(150) },
          ],
        },
      ]);
      expect(await healthIn('dev')).toEqual([]);
      expect(await portal.lag.clusters([id, 'other'])).toEqual(
        new Map([
          [
            id,
            {
              sourceId: id,
              at: at(165),
              complete: true,
              brokers: 3,
              topics: 1,
              partitions: 3,
              underReplicated: 1,
              offline: 0,
              groups: 3,
              requests: 14,
            },
          ],
        ]),
      );

      // Only what is a pipeline of the catalog is read for SLOs.
      const freshness = await portal.readings.freshness({
        pipelineId: stalled.pipelineId!,
        environment: 'prod',
        from: at(0),
        to: at(600),
      });
      expect(freshness).toHaveLength(12);
      expect(freshness.at(-1)).toMatchObject({
        measure: 'consumer-lag',
        ageSeconds: 165,
        traffic: 'flowing',
      });
      const [{ count }] = await portal
        .database('freshness_readings')
        .where({ source_id: id })
        .count({ count: '*' });
      expect(Number(count)).toBe(12);
    });

    it('knows a pipeline by the name of its group, where a rule says how', async () => {
      const { groups: list, portal, sweep } = await start(databaseId);
      const named = group('connect-archive', 1000);
      await sweep(sweepOf(0, 1000, [named]));
      portal.pass(2);
      await portal.reconcile();
      await sweep(sweepOf(180, 1000, [named]));
      const [{ pipelineId }] = (await list()).groups;
      expect(pipelineId).toEqual(expect.any(Number));
      const [own] = await portal.lag.ofPipeline(pipelineId!);
      expect(own.groupId).toBe('connect-archive');
    });

    it('takes in what was known before the first sweep, and never in place of what was read', async () => {
      const { groups: list, portal, sweep } = await start(databaseId);
      const own = group('orders-enrich', 1000);
      await sweep(sweepOf(0, 1000, [own]));
      const hour = Math.floor(T0 / 3600_000) * 3600_000;
      const told: PastLag = {
        group: 'orders-enrich',
        hours: [-3, -2, 0].map(hours => ({
          at: new Date(hour + hours * 3600_000).toISOString(),
          status: 'warn',
          lag: 500,
          seconds: 70,
          inPerSecond: 7,
        })),
        minutes: [],
        changes: [{ at: at(-7200), status: 'warn', reason: 'it grew' }],
      };
      // A cursor that was lost makes a source tell it again.
      await sweep(sweepOf(15, 1000, [own]), [told, { ...told, group: '' }]);
      await sweep(sweepOf(30, 1000, [own]), [told]);
      const [stored] = (await list()).groups;
      const { changes, points } = await portal.lag.series(stored, {
        from: new Date(T0 - 30 * 24 * 3600_000),
        to: new Date(T0 + 60_000),
        limit: 300,
      });
      expect(points.map(p => [(p.at - hour) / 3600_000, p.lag])).toEqual([
        [-3, 500],
        [-2, 500],
        [0, 0],
      ]);
      expect(changes.map(c => [c.status, c.reason])).toEqual([
        ['warn', 'it grew'],
        ['ok', 'orders.v1 partition 0: nothing is left to read'],
      ]);
    });

    it('goes on after a restart from what was stored, and knows what another replica read', async () => {
      const { groups: list, id, portal } = await start(databaseId);
      const database = portal.database;
      const write = (recorder: BatchPart, reading: LagReading) =>
        database.transaction(tx =>
          recorder.write({
            source: { id, environment: 'prod' } as RunSource,
            batch: { cursor: null, lag: reading },
            at: reading.at,
            resolve: async (names: string[]) =>
              new Map(
                names.map((name, i) => [
                  name,
                  {
                    id: i + 1,
                    pipelineId: null,
                    externalId: name,
                    technology: 'kafka',
                    declared: false,
                  },
                ]),
              ),
            tx,
          }),
        );
      const replicas = [createLagRecorder(), createLagRecorder()];
      for (let i = 0; i < 10; i++) {
        await write(
          replicas[i % 2],
          sweepOf(i * 15, 1000 + i * 100, [group('g', 900)]),
        );
      }
      const { groups } = await list();
      expect(groups).toMatchObject([{ status: 'stall', complete: 1 }]);
      // A batch that is written again changes nothing.
      await write(createLagRecorder(), sweepOf(135, 9999, [group('g', 9999)]));
      expect(await list()).toMatchObject({ groups });
    });

    it('tells a silent producer from one that has nothing to say, by the same hour of the weeks before', async () => {
      const { id, portal, sweep } = await start(databaseId);
      // The topic rests at 1,000, and the group is at its end.
      const rest = (seconds: number) =>
        sweepOf(seconds, 1000, [group('orders-enrich', 1000)]);
      await sweep(rest(0));
      await sweep(rest(15));
      const traffic = async () => {
        const [{ pipelineId }] = (await portal.lag.groups({ cluster: [id] }))
          .groups;
        const readings = await portal.readings.freshness({
          pipelineId: pipelineId!,
          environment: 'prod',
          from: at(0),
          to: at(3600),
        });
        return readings.filter(r => r.sourceId === id).map(r => r.traffic);
      };
      expect(await traffic()).toEqual([null, null]);
      const [hour] = await portal
        .database('lag_hours')
        .where({ source_id: id });
      expect(hour).toMatchObject({ minutes_read: 1, minutes_at_rest: 1 });
      const before = [1, 2, 3, 4].map(weeks => ({
        ...hour,
        hour: new Date(
          Date.parse(hour.hour) - weeks * 7 * 24 * 3600_000,
        ).toISOString(),
        minutes_read: 60,
        minutes_at_rest: 0,
      }));
      await portal.database('lag_hours').insert(before);
      await sweep(rest(30));
      expect((await traffic()).at(-1)).toBe('silent');
      await portal
        .database('lag_hours')
        .where({ source_id: id })
        .where('hour', '<', hour.hour)
        .update({ minutes_at_rest: 30 });
      await sweep(rest(45));
      expect((await traffic()).at(-1)).toBe('idle');
    });

    it('keeps what a broken sweep left out, and forgets what a whole one did', async () => {
      const { groups: list, sweep } = await start(databaseId);
      const names = async () =>
        (await list({ orderBy: 'group' })).groups.map(g => g.groupId);
      await sweep(sweepOf(0, 10, [group('a', 10), group('b', 10)]));
      await sweep(sweepOf(15, 10, [group('a', 10)], { complete: false }));
      expect(await names()).toEqual(['a', 'b']);
      await sweep(new Error('connect ECONNREFUSED'));
      expect(await names()).toEqual(['a', 'b']);
      await sweep(sweepOf(30, 10, [group('a', 10)]));
      expect(await names()).toEqual(['a']);
    });

    it('has a source ask for times of messages, near what an SLO promises of a pipeline', async () => {
      const { groups: list, portal, sweep, wanted } = await start(databaseId);
      const promised = consumer('enrich-orders', 'orders-enrich');
      const slo = { name: 'fresh', kind: 'freshness', target: 99 };
      Object.assign(promised.spec!, {
        slos: [
          { ...slo, window: { rolling: '30d' }, freshness: { max: '3m' } },
        ],
      });
      portal.setEntities([promised]);
      await portal.slos.readDefinitions();
      const late = (i: number) =>
        sweepOf(i * 15, i * 150, [group('orders-enrich', i * 150 - 1600)]);
      for (let i = 11; i < 31; i++) await sweep(late(i));
      const [asked] = wanted.at(-1)!;
      expect(asked).toEqual({
        topic: TOPIC,
        partition: 0,
        offset: 2900,
        after: at(285),
        before: at(300),
      });
      const told = late(31);
      told.logs[0].written = [{ offset: 3050, at: at(301) }];
      await sweep(told);
      expect((await list()).groups[0].seconds).toBe(164);
    });

    it('keeps groups as they were that a sweep left out, since nothing moves in them', async () => {
      const { groups: list, id, portal, sweep } = await start(databaseId);
      const groups = [group('a', 10), group('b', 7), group('gone', 10)];
      for (let i = 0; i < 10; i++) await sweep(sweepOf(i * 15, 10, groups));
      await sweep(sweepOf(150, 10, [group('a', 10)], { quietGroups: ['b'] }));
      const { groups: found } = await list({ orderBy: 'group' });
      expect(found.map(g => [g.groupId, g.at, g.status])).toEqual([
        ['a', at(150), 'ok'],
        ['b', at(135), 'stall'],
      ]);
      const swept = (await portal.lag.clusters([id])).get(id);
      expect(swept).toMatchObject({ groups: 2 });
    });

    it('pages in every order, filters, and leaves out what was given up', async () => {
      const { groups: list, sweep } = await start(databaseId);
      const names = ['g1', 'g2', 'g3', 'G4_x', 'g5'];
      const reading = (seconds: number) =>
        sweepOf(
          seconds,
          1000,
          names.map((name, i) => group(name, i * 200, i < 2 ? gone : {})),
        );
      await sweep(reading(0));
      await sweep(reading(15));
      const inOrder = async (orderBy: ConsumerGroupsQuery['orderBy']) => {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await list({ orderBy, cursor, limit: 2 });
          seen.push(...page.groups.map(g => g.groupId));
          cursor = page.nextCursor;
        } while (cursor);
        return seen;
      };
      for (const orderBy of ['seconds', 'cluster'] as const) {
        expect((await inOrder(orderBy)).sort()).toEqual([...names].sort());
      }
      expect(await inOrder('lag')).toEqual(names);
      expect((await inOrder('status')).slice(0, 2)).toEqual(['g1', 'g2']);
      expect(new Set(await inOrder('group')).size).toBe(5);
      const listed = async (query: object) =>
        (await list({ orderBy: 'group', ...query })).groups.map(g => g.groupId);
      expect(await listed({ text: 'g4_' })).toEqual(['G4_x']);
      expect(await listed({ text: '%' })).toEqual([]);
      expect(await listed({ status: ['stop'] })).toEqual(['g1', 'g2']);
      expect(await listed({ bound: true })).toEqual([]);
      expect(await listed({ environment: ['dev'] })).toEqual([]);

      await sweep(reading(8 * 24 * 3600));
      expect(await listed({})).toHaveLength(3);
      expect(await listed({ abandoned: true })).toHaveLength(5);
    });

    it('tells how far many groups were behind over the last hours, in one query', async () => {
      const { groups: list, portal, sweep } = await start(databaseId);
      await sweep(sweepOf(0, 1000, [group('a', 600), group('b', null)]));
      await sweep(sweepOf(3600, 2000, [group('a', 1900), group('b', null)]));
      const { groups } = await list({ orderBy: 'group' });
      const [a, b] = groups.map(({ id }) => id);
      const asked: string[] = [];
      const listen = ({ sql }: { sql: string }) => asked.push(sql);
      portal.database.on('query', listen);
      const { lag, steps } = await portal.lag.trends([a, b, 999_999], {
        hours: 3,
        count: 6,
      });
      portal.database.off('query', listen);
      expect(asked).toEqual([expect.stringContaining('lag_hours')]);
      expect(steps.stepMs).toBe(30 * 60_000);
      expect([...lag.keys()]).toEqual([a, b]);
      expect(lag.get(a)!.filter(each => each !== null)).toEqual([400, 100]);
      expect(lag.get(a)!.at(-1)).toBe(100);
      expect(lag.get(b)).toEqual(new Array(6).fill(null));
    });

    it('rolls minutes up into hours, and deletes what is too old', async () => {
      const { groups: list, portal, sweep } = await start(databaseId);
      const range = (days: number) => ({
        from: new Date(T0 - 60_000),
        to: new Date(T0 + days * 24 * 3600_000),
        limit: 1000,
      });
      await sweep(sweepOf(0, 1000, [group('a', 600)]));
      await sweep(sweepOf(600, 2000, [group('a', 1900)]));
      const [a] = (await list()).groups;
      const lags = async (days: number) =>
        (await portal.lag.series(a, range(days))).points.map(p => p.lag);
      // Nothing was read in between.
      expect(await lags(1)).toEqual([400, null, 100]);
      expect(await lags(3)).toEqual([400]);
      portal.pass(3 * 24 * 60);
      await portal.lagRetention();
      expect(await lags(1)).toEqual([400]);
      portal.pass(400 * 24 * 60);
      await portal.lagRetention();
      expect(await lags(3)).toEqual([]);
      const left = await portal.database('lag_status_changes').select('at');
      expect(left).toEqual([]);
    });

    it('takes what no database can store, or no clock can have meant, for what it is', async () => {
      const { groups: list, sweep } = await start(databaseId);
      await sweep({
        ...sweepOf(0, 10, [
          group('', 1),
          group('a\0b', 1),
          group('x'.repeat(600), 1),
          group('twice', 1),
          group('twice', 5),
        ]),
      });
      const { groups } = await list();
      expect(groups.map(g => [g.groupId, g.lag])).toEqual([['twice', 5]]);
    });
  });

  it('remembers little of a log, however long it is watched', () => {
    let history: LogHistory = [];
    for (let i = 0; i < 5000; i++) {
      history = addPoint(history, [i * i, i * 15_000]);
    }
    expect(JSON.stringify(history).length).toBeLessThan(2000);
  });
});
