import { TestDatabases } from '@backstage/backend-test-utils';
import type { CostReading, RunBatch } from '@sluice/plugin-pipelines-node';
import { at, createPortal, fakeSource } from '../../__testUtils__/createPortal';
import { positionOf } from './CostStore';

jest.setTimeout(60_000);

const HOUR = 60;

/** What a warehouse was billed for in an hour, counted from the start of the test's clock. */
function metered(hour: number, amount: number): CostReading {
  return {
    resource: 'TRANSFORM',
    basis: 'metered',
    unit: 'snowflake-credits',
    from: at(hour * HOUR),
    to: at((hour + 1) * HOUR),
    amount,
    at: at((hour + 1) * HOUR),
  };
}

const attributed = (hour: number, amount: number, label?: string) =>
  ({ ...metered(hour, amount), basis: 'attributed', label } as CostReading);

/** All that the test may write. */
const ALWAYS = { from: '2000', to: '2100' };

describe('costs', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function start(...sweeps: RunBatch[]) {
      const portal = await createPortal({
        databases,
        databaseId,
        sources: [
          fakeSource({
            id: 'snowflake-prod',
            technology: 'snowflake',
            async *collect() {
              const next = sweeps.shift();
              if (next) yield next;
            },
          }),
        ],
      });
      await portal.sweep('snowflake-prod');
      return {
        ...portal,
        list: (filter = {}, page = { limit: 100 }) =>
          portal.readings.costs({ ...ALWAYS, ...filter }, page),
      };
    }

    it('are kept by hour, once, the last reading of an hour', async () => {
      const portal = await start(
        {
          cursor: 1,
          costs: [
            metered(-30, 2),
            metered(-29, 0.25),
            metered(-1, 0.5),
            metered(-1, 0.75),
            attributed(-30, 1.5, 'dbt'),
            attributed(-30, 0.25),
          ],
        },
        { cursor: 2, costs: [metered(-29, 0.5)] },
      );
      await portal.sweep('snowflake-prod');
      const common = {
        environment: 'prod',
        sourceId: 'snowflake-prod',
        resource: 'TRANSFORM',
        unit: 'snowflake-credits',
      };
      const [today, before] = [at(-HOUR), at(-30 * HOUR)].map(time =>
        time.slice(0, 10),
      );
      expect(await portal.list()).toEqual([
        { ...common, day: today, basis: 'metered', amount: 0.75 },
        { ...common, day: before, basis: 'attributed', amount: 0.25 },
        {
          ...common,
          day: before,
          basis: 'attributed',
          label: 'dbt',
          amount: 1.5,
        },
        { ...common, day: before, basis: 'metered', amount: 2.5 },
      ]);
      expect(await portal.list({ basis: 'attributed' })).toHaveLength(2);
      expect(await portal.list({ resource: 'LOAD' })).toEqual([]);
      expect(await portal.list({ environment: 'dev' })).toEqual([]);
      expect(await portal.list({ from: today })).toHaveLength(1);
      expect(await portal.list({ to: today })).toHaveLength(3);
    });

    it('are paged without a gap or a repetition', async () => {
      const costs = [-80, -55, -30, -5].flatMap(hour => [
        metered(hour, 1),
        attributed(hour, 1),
        attributed(hour, 1, 'Ä "quoted"'),
        attributed(hour, 1, 'dbt'),
      ]);
      const portal = await start({ cursor: 1, costs });
      const all = await portal.list();
      expect(all).toHaveLength(16);
      const paged = [];
      for (;;) {
        const last = paged.at(-1);
        const page = await portal.readings.costs(ALWAYS, {
          limit: 3,
          after: last && positionOf(last),
        });
        paged.push(...page);
        if (page.length < 3) break;
      }
      expect(paged).toEqual(all);
    });

    it('that can not be stored are left out, and said', async () => {
      const portal = await start({
        cursor: 1,
        costs: [
          metered(-1, -2),
          metered(-1, NaN),
          { ...metered(-1, 1), resource: '' },
          { ...metered(-1, 1), resource: 'x'.repeat(256) },
          { ...metered(-1, 1), to: at(-HOUR) },
          { ...metered(-1, 1), unit: 'euros' as never },
          { ...metered(-1, 1), basis: 'guessed' as never },
          { ...metered(-1, 1), label: 'dbt' },
          attributed(-1, 1, 'x'.repeat(300)),
          attributed(-2, 1, ' \u0000 '),
        ],
      });
      const stored = await portal.list();
      expect(stored.map(({ label }) => label?.length)).toEqual([
        undefined,
        255,
      ]);
      const [source] = await portal.observations.sources();
      expect(source.readingIssues.map(i => [i.title, i.message])).toEqual(
        [
          ['TRANSFORM cost', 'amount "-2"'],
          ['TRANSFORM cost', 'amount "NaN"'],
          ['a reading without subject cost', 'resource'],
          [`${'x'.repeat(250)} cost`, 'longer than 255'],
          ['TRANSFORM cost', 'has no length'],
          ['TRANSFORM cost', 'unit "euros"'],
          ['TRANSFORM cost', 'basis "guessed"'],
          ['TRANSFORM cost', 'has a label'],
        ].map(([title, message]) => [title, expect.stringContaining(message)]),
      );
    });

    it('are deleted when they are older than the config says', async () => {
      const portal = await start({
        cursor: 1,
        costs: [403, 402, 401, 399].map(days => metered(-24 * days, 1)),
      });
      await portal.retention();
      expect(await portal.list()).toMatchObject([
        { day: at(-399 * 24 * HOUR).slice(0, 10) },
      ]);
    });
  });
});
