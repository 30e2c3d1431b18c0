import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  CountReading,
  FreshnessReading,
  RunBatch,
  TestReading,
} from '@sluice/plugin-pipelines-node';
import {
  at,
  createPortal,
  dagEntity,
  fakeSource,
} from '../__testUtils__/createPortal';

jest.setTimeout(60_000);

const subject = { pipeline: 'close_day' };
const DAY = 24 * 60;

const FRESH = {
  name: 'fresh',
  kind: 'freshness',
  target: 99,
  window: { rolling: '30d' },
  freshness: { max: '3m', slice: '1m' },
};
const CORRECT = {
  name: 'tests-pass',
  kind: 'correctness',
  target: 90,
  window: { rolling: '30d' },
  correctness: { tests: 'not_null*' },
};
const COMPLETE = {
  name: 'complete',
  kind: 'completeness',
  target: 99,
  window: { rolling: '30d' },
  completeness: { within: '24h' },
};

/** A reading a minute in [from, to), minutes after the start of the clock. */
function samples(
  from: number,
  to: number,
  reading: Partial<FreshnessReading> = { ageSeconds: 20 },
): FreshnessReading[] {
  return Array.from({ length: to - from }, (_, i) => ({
    subject,
    at: at(from + i),
    measure: 'consumer-lag' as const,
    ...reading,
  }));
}

function test(
  name: string,
  minutes: number,
  state: TestReading['state'],
): TestReading {
  return {
    subject,
    test: name,
    executionId: `run-${minutes}`,
    at: at(minutes),
    state,
  };
}

describe('SLOs on readings', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function start(slos: object[], first: Partial<RunBatch>) {
      let batches: RunBatch[] = [{ cursor: 1, ...first }];
      let failure: Error | undefined;
      const entity = (own: object[]) =>
        dagEntity('close-day', 'close_day', { slos: own });
      const portal = await createPortal({
        databases,
        databaseId,
        entities: [entity(slos)],
        sources: [
          fakeSource({
            async *collect() {
              if (failure) throw failure;
              yield* batches;
              batches = [];
            },
          }),
        ],
      });
      await portal.reconcile();
      await portal.sweep();
      await portal.slos.readDefinitions();
      await portal.slos.evaluate();
      const record = (await portal.fleet.find(
        'component:default/close-day',
        {},
      ))!;
      const slo = async () =>
        (await portal.slos.service.ofPipeline(record)).at(0)!;
      return {
        ...portal,
        slo,
        setSlos: (own: object[]) => portal.setEntities([entity(own)]),
        fail(error: Error | undefined) {
          failure = error;
        },
        async tick(batch: Partial<RunBatch> = {}) {
          batches = [{ cursor: 2, ...batch }];
          await portal.sweep();
          await portal.slos.evaluate();
        },
        async budget() {
          return (await slo()).budget;
        },
        async days() {
          const { days } = await portal.slos.service.detail(
            (
              await slo()
            ).id,
            {},
          );
          return Object.fromEntries(days.map(day => [day.date, day]));
        },
        letters: (): Promise<string[]> =>
          portal.database('slo_hours').orderBy('hour').pluck('letters'),
      };
    }

    it('judges a stream by the minute from its first reading on', async () => {
      const portal = await start([FRESH], {
        freshness: [
          ...samples(-180, -100),
          ...samples(-100, -90, { ageSeconds: 200 }),
          ...samples(-90, 2),
        ],
      });
      // The clock is at 06:01, so the slice from 06:01 on isn't due.
      expect((await portal.letters()).map(row => row.length)).toEqual([
        60, 60, 60, 60,
      ]);
      expect(await portal.budget()).toMatchObject({
        good: 171,
        bad: 10,
        unknown: 0,
      });
      expect(await portal.slo()).toMatchObject({ status: 'exhausted' });
    });

    it('knows nothing while the source is down, and finds out what was when it is back', async () => {
      const portal = await start([FRESH], { freshness: samples(-120, 1) });
      portal.fail(new Error('connect ECONNREFUSED'));
      portal.pass(30);
      await portal.tick();
      const { unknown } = (await portal.budget())!;
      expect(unknown).toBeGreaterThan(25);

      portal.fail(undefined);
      await portal.tick({ freshness: samples(1, 31) });
      expect(await portal.budget()).toMatchObject({ unknown: 0, bad: 0 });
    });

    it('takes a silent source for unknown and an idle one out, whatever the lag says', async () => {
      const silent = { ageSeconds: 0, traffic: 'silent' as const };
      const idle = { ageSeconds: 0, traffic: 'idle' as const };
      const portal = await start([FRESH], {
        freshness: [
          ...samples(-120, -60),
          ...samples(-60, -40, idle),
          ...samples(-40, 2, silent),
        ],
      });
      expect(await portal.budget()).toMatchObject({
        good: 60,
        idle: 20,
        unknown: 41,
      });
      expect(await portal.slo()).toMatchObject({ status: 'unknown' });
      const [{ standing }] = await portal.database('slos').select('standing');
      expect(JSON.parse(standing)).toMatchObject({ silent: 1 });
    });

    it('counts the worst of what is measured', async () => {
      const portal = await start([FRESH], {
        freshness: [
          ...samples(-10, 2),
          ...samples(-8, -4, { measure: 'sink', ageSeconds: 600 }),
        ],
      });
      // The last reading of the sink stands for a minute more.
      expect(await portal.budget()).toMatchObject({ good: 6, bad: 5 });
    });

    it('burns while both windows of an alert do, and stops when the short one has recovered', async () => {
      const portal = await start([FRESH], {
        freshness: [
          ...samples(-3 * DAY, -12),
          ...samples(-12, 2, { ageSeconds: 999 }),
        ],
      });
      expect(await portal.slo()).toMatchObject({ status: 'burning' });
      const [{ standing }] = await portal.database('slos').select('standing');
      expect(JSON.parse(standing).burning).toMatchObject([
        { severity: 'page', longSeconds: 3600, badInLong: 13 },
      ]);

      portal.pass(10);
      await portal.tick({ freshness: samples(2, 12) });
      expect(await portal.slo()).toMatchObject({ status: 'met' });
    });

    it('ends up the same in whatever order and however often readings come', async () => {
      const readings = [
        ...samples(-300, -200),
        ...samples(-200, -190, { ageSeconds: 300 }),
        ...samples(-190, 1),
      ];
      const inOrder = await start([FRESH], { freshness: readings });
      const late = await start([FRESH], { freshness: readings.slice(200) });
      await late.tick({ freshness: readings.slice(0, 120).reverse() });
      await late.tick({ freshness: readings.slice(60, 220) });
      expect(await late.letters()).toEqual(await inOrder.letters());
      expect(await late.budget()).toEqual(await inOrder.budget());

      const { id } = await late.slo();
      await late.slos.reevaluate(id, at(-2 * DAY));
      expect(await late.letters()).toEqual(await inOrder.letters());
    });

    it('folds only open hours again, however long the history is', async () => {
      const written = async (days: number) => {
        const portal = await start([FRESH], {
          freshness: samples(-days * DAY, 1),
        });
        const hours: unknown[] = [];
        portal.database.on('query', ({ bindings, sql }) => {
          if (/insert into .slo_hours/.test(sql)) hours.push(...bindings);
        });
        let rows = 0;
        portal.database.on('query-response', (response: any) => {
          rows += Array.isArray(response)
            ? response.length
            : response?.rows?.length ?? 0;
        });
        portal.pass(2);
        await portal.tick({ freshness: samples(1, 3) });
        return { hours: hours.length, rows };
      };
      const [short, long] = [await written(4), await written(8)];
      expect(short.hours).toBe(7);
      expect(long.hours).toBe(short.hours);
      expect(long.rows).toBeLessThanOrEqual(short.rows * 1.2);
    });

    it('adds up tests of a name: one that could not run says nothing', async () => {
      const portal = await start([CORRECT], {
        tests: [
          test('not_null_id', -DAY, 'pass'),
          test('not_null_total', -DAY, 'fail'),
          test('not_null_id', -60, 'pass'),
          test('not_null_id', -50, 'warn'),
          test('not_null_id', -40, 'error'),
          test('not_null_id', -30, 'skipped'),
          test('unique_id', -20, 'fail'),
        ],
      });
      expect(await portal.budget()).toMatchObject({
        good: 3,
        bad: 1,
        unknown: 2,
      });
      await portal.tick({ tests: [test('not_null_id', -40, 'pass')] });
      expect(await portal.days()).toMatchObject({
        '2026-11-20': { good: 1, bad: 1 },
        '2026-11-21': { good: 3, bad: 0, unknown: 1 },
      });
    });

    it('counts events out against events in once their time is over', async () => {
      const count = (
        side: 'in' | 'out',
        value: number,
        countedAt: number,
      ): CountReading => ({
        subject,
        from: at(-26 * 60),
        to: at(-25 * 60),
        side,
        count: value,
        at: at(countedAt),
      });
      const later = (value: number): CountReading => ({
        ...count('in', value, -60),
        from: at(-120),
        to: at(-60),
      });
      const portal = await start([COMPLETE], {
        counts: [
          count('in', 5_000_000_000, -24 * 60),
          count('out', 4_999_000_000, -20 * 60),
          // An hour too late: what wasn't there in time is bad, whatever came after.
          count('out', 5_000_000_000, -10),
          later(700),
        ],
      });
      expect(await portal.budget()).toMatchObject({
        good: 4_999_000_000,
        bad: 1_000_000,
        pending: 700,
      });
      portal.pass(25 * 60);
      await portal.tick();
      // Nobody counted in time what became of the 700.
      expect(await portal.budget()).toMatchObject({
        bad: 1_000_000,
        unknown: 700,
        pending: 0,
      });
    });

    it('takes out what a confirmed decision excludes, and shows the raw count beside it', async () => {
      const portal = await start([FRESH], {
        freshness: [
          ...samples(-60, -50, { ageSeconds: 999 }),
          ...samples(-50, 1),
        ],
      });
      const { id } = await portal.slo();
      await portal.database('slo_decisions').insert({
        slo_id: id,
        kind: 'exclusion',
        from_at: at(-60),
        to_at: at(-55),
        reason: 'The cluster was moved',
        decided_by: 'user:default/ana',
        decided_at: at(0),
        confirmed_by: 'user:default/ben',
        confirmed_at: at(0),
      });
      await portal.slos.reevaluate(id, at(-DAY));
      expect(await portal.budget()).toMatchObject({
        bad: 5,
        rawBad: 10,
        excluded: 5,
      });
    });

    it('previews on the readings that are kept, and says where there are none', async () => {
      const portal = await start([FRESH], {
        freshness: samples(-120, 1, { ageSeconds: 240 }),
        tests: [test('not_null_id', -60, 'fail')],
      });
      const preview = (slo: Record<string, unknown>) =>
        portal.slos.preview.preview(
          { entityRef: 'component:default/close-day', slo, days: 10 },
          {},
        );
      const looser = { ...FRESH, freshness: { max: '10m', slice: '1m' } };
      expect(await preview(looser)).toMatchObject({
        problems: [],
        budget: { good: 121, bad: 0 },
        days: [{ date: '2026-11-21' }],
      });
      expect(await preview(CORRECT)).toMatchObject({ budget: { bad: 1 } });
      expect(await preview(COMPLETE)).toMatchObject({
        problems: [
          { level: 'warning', message: expect.stringContaining('no readings') },
        ],
        days: [],
      });
    });

    it('keeps hours judged by the promise that was in force', async () => {
      const portal = await start([FRESH], {
        freshness: samples(-120, 1, { ageSeconds: 240 }),
      });
      portal.pass(60);
      portal.setSlos([{ ...FRESH, freshness: { max: '10m', slice: '1m' } }]);
      await portal.slos.readDefinitions();
      portal.pass(60);
      await portal.tick({ freshness: samples(1, 121, { ageSeconds: 240 }) });
      const letters = await portal.letters();
      expect(letters[0]).toBe('B'.repeat(60));
      expect(letters.at(-1)).toMatch(/^G/);
    });
  });
});
