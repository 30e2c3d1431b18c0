import { TestDatabases } from '@backstage/backend-test-utils';
import type { RunBatch } from '@sluice/plugin-pipelines-node';
import {
  at,
  createPortal,
  dagEntity,
  fakeSource,
} from '../../__testUtils__/createPortal';

jest.setTimeout(60_000);

const subject = { pipeline: 'close_day' };

describe('readings', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function start(...sweeps: RunBatch[]) {
      const portal = await createPortal({
        databases,
        databaseId,
        entities: [dagEntity('close-day', 'close_day')],
        sources: [
          fakeSource({
            async *collect() {
              const next = sweeps.shift();
              if (next) yield next;
            },
          }),
        ],
      });
      await portal.reconcile();
      await portal.sweep();
      const record = await portal.fleet.find('component:default/close-day', {});
      return {
        ...portal,
        period: {
          pipelineId: record!.id,
          environment: 'prod',
          from: at(-100 * 24 * 60),
          to: at(600),
        },
      };
    }

    it('keeps what a batch carries beside runs, once, however often it comes', async () => {
      const batch: RunBatch = {
        cursor: 1,
        freshness: [
          { subject, at: at(0), measure: 'consumer-lag', ageSeconds: 12 },
          { subject, at: at(1), measure: 'consumer-lag', traffic: 'silent' },
          { subject, at: at(1), measure: 'sink', ageSeconds: 40 },
          {
            subject: { dataset: 'ANALYTICS.ORDERS' },
            at: at(1),
            measure: 'loaded-at',
            ageSeconds: 7,
          },
        ],
        tests: [
          {
            subject,
            test: 'not_null_id',
            executionId: 'r1',
            at: at(2),
            state: 'pass',
          },
          {
            subject,
            test: 'not_null_id',
            executionId: 'r2',
            at: at(3),
            state: 'fail',
            failures: 3,
          },
        ],
        counts: [
          {
            subject,
            from: at(-60),
            to: at(0),
            side: 'in',
            count: 13_000_000_000,
            at: at(1),
          },
        ],
      };
      const corrected: RunBatch = {
        cursor: 2,
        freshness: [
          { subject, at: at(1), measure: 'sink', ageSeconds: 41 },
          { subject, at: at(1), measure: 'sink', ageSeconds: 42 },
        ],
      };
      const portal = await start(batch, batch, corrected);
      await portal.sweep();
      await portal.sweep();

      expect(await portal.readings.freshness(portal.period)).toMatchObject([
        { at: at(0), measure: 'consumer-lag', ageSeconds: 12, traffic: null },
        {
          at: at(1),
          measure: 'consumer-lag',
          ageSeconds: null,
          traffic: 'silent',
        },
        { at: at(1), measure: 'sink', ageSeconds: 42 },
      ]);
      expect(await portal.readings.firstFreshness(portal.period)).toBe(at(0));
      expect(await portal.readings.testCounts(portal.period)).toEqual(
        expect.arrayContaining([
          { test: 'not_null_id', state: 'fail', count: 1 },
          { test: 'not_null_id', state: 'pass', count: 1 },
        ]),
      );
      expect(await portal.readings.counts(portal.period)).toMatchObject([
        { from: at(-60), to: at(0), side: 'in', count: 13_000_000_000 },
      ]);
      const datasets = await portal.database('datasets').select('external_id');
      expect(datasets).toEqual([{ external_id: 'ANALYTICS.ORDERS' }]);
    });

    it('says of which pipeline readings came in, and since when', async () => {
      const reading = (minutes: number) => ({
        subject,
        at: at(minutes),
        measure: 'sink' as const,
        ageSeconds: 1,
      });
      const portal = await start(
        { cursor: 1, freshness: [reading(0)] },
        { cursor: 2, freshness: [reading(5), reading(-30)] },
        { cursor: 3, freshness: [reading(8)] },
      );
      await portal.observations.judged(await portal.observations.toJudge(10));
      await portal.sweep();
      await portal.sweep();
      expect(await portal.observations.toJudge(10)).toMatchObject([
        {
          pipelineId: portal.period.pipelineId,
          readingsFrom: at(-30),
          from: undefined,
        },
      ]);
    });

    it('leaves out what can not be stored, says so, and keeps the rest', async () => {
      const fresh = { measure: 'sink' as const, ageSeconds: 1 };
      const portal = await start({
        cursor: 1,
        freshness: [
          { subject, at: 'yesterday', ...fresh },
          { subject, at: at(1), measure: 'sink', ageSeconds: -5 },
          { subject: {} as never, at: at(2), ...fresh },
          { subject, at: at(120), ...fresh },
          { subject, at: at(3), ...fresh },
        ],
        tests: [
          {
            subject,
            test: 't',
            executionId: 'e',
            at: at(1),
            state: 'maybe' as never,
          },
        ],
        counts: [
          { subject, from: at(5), to: at(5), side: 'in', count: 3, at: at(6) },
          {
            subject,
            from: at(4),
            to: at(5),
            side: 'in',
            count: 1.5,
            at: at(6),
          },
        ],
      });
      expect(await portal.readings.freshness(portal.period)).toMatchObject([
        { at: at(3) },
        { at: at(120) },
      ]);
      expect(await portal.readings.testCounts(portal.period)).toEqual([]);
      expect(await portal.readings.counts(portal.period)).toEqual([]);
      const [source] = await portal.observations.sources();
      expect(source.readingIssues.map(i => [i.kind, i.message])).toEqual([
        [
          'skipped-reading',
          expect.stringContaining('"yesterday" is not a time'),
        ],
        ['skipped-reading', expect.stringContaining('ageSeconds "-5"')],
        ['skipped-reading', expect.stringContaining('names neither')],
        ['clock-skew', expect.stringContaining('future')],
        [
          'skipped-reading',
          expect.stringContaining('state "maybe" is unknown'),
        ],
        ['skipped-reading', expect.stringContaining('has no length')],
        ['skipped-reading', expect.stringContaining('count "1.5"')],
      ]);
    });

    it('deletes what is older than the config says', async () => {
      const days = (n: number) => at(-n * 24 * 60);
      const portal = await start({
        cursor: 1,
        freshness: [15, 13].map(n => ({
          subject,
          at: days(n),
          measure: 'sink' as const,
          ageSeconds: 1,
        })),
        tests: [15, 13].map(n => ({
          subject,
          test: 't',
          executionId: `${n}`,
          at: days(n),
          state: 'pass' as const,
        })),
      });
      await portal.retention();
      expect(await portal.readings.freshness(portal.period)).toMatchObject([
        { at: days(13) },
      ]);
      expect(await portal.readings.testCounts(portal.period)).toMatchObject([
        { count: 1 },
      ]);
    });
  });
});
