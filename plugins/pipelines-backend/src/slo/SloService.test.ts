import { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  createPortal,
  dagEntity,
  definition,
  fakeSource,
  run,
} from '../__testUtils__/createPortal';
import type { NamedCalendar } from './calendars';

jest.setTimeout(60_000);

const BY_SEVEN = {
  name: 'by-seven',
  kind: 'deadline',
  target: 90,
  window: { rolling: '28d' },
  deadline: { time: '07:00', timezone: 'UTC', calendar: 'open-days' },
};

/** All days are open, and the 19th closes the month. */
const OPEN_DAYS: NamedCalendar = {
  name: 'open-days',
  title: 'Open days',
  has: () => true,
  isMonthEnd: date => date.endsWith('-19'),
};

/** The run of a night, done so many hours after midnight. */
function nightly(date: string, hour: number) {
  const midnight = `${date}T00:00:00.000Z`;
  return run({
    externalId: `scheduled__${date}`,
    runAfter: midnight,
    dataIntervalStart: new Date(
      Date.parse(midnight) - 24 * 3600_000,
    ).toISOString(),
    dataIntervalEnd: midnight,
    startedAt: midnight,
    endedAt: new Date(Date.parse(midnight) + hour * 3600_000).toISOString(),
  });
}

/** Ten nights in time, one late, one without a run. */
const NIGHTS = [
  ...Array.from({ length: 10 }, (_, i) =>
    nightly(`2026-11-${String(9 + i).padStart(2, '0')}`, 5),
  ),
  nightly('2026-11-19', 8),
];

const finance: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Domain',
  metadata: { name: 'finance' },
  spec: { owner: 'finance' },
};
const system = (name: string, domain: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name },
  spec: { owner: 'finance', domain },
});

describe('where SLOs stand', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function start(entities: Entity[]) {
      const portal = await createPortal({
        databases,
        databaseId,
        entities,
        calendars: new Map([['open-days', OPEN_DAYS]]),
        sources: [
          fakeSource({
            async *collect() {
              yield {
                cursor: 1,
                runs: NIGHTS,
                definitions: [
                  definition('close_day', {
                    schedule: '0 0 * * *',
                    timezone: 'UTC',
                  }),
                ],
                definitionsComplete: true,
              };
            },
          }),
        ],
      });
      await portal.reconcile();
      await portal.sweep();
      await portal.slos.readDefinitions();
      await portal.slos.evaluate();
      return portal;
    }

    const close = (slos: object[], spec: object = {}) =>
      dagEntity('close-day', 'close_day', { slos, ...spec });

    it('is told to the fleet: filtered and sorted there, and gone with the SLO', async () => {
      const portal = await start([
        close([BY_SEVEN, { ...BY_SEVEN, name: 'lenient', target: 10 }]),
        dagEntity('unpromised'),
      ]);
      const first = await portal.fleet.page({ orderBy: 'budgetLeft' }, {});
      expect(first.items.map(row => [row.name, row.slo?.name])).toEqual([
        ['close-day', 'by-seven'],
        ['unpromised', undefined],
      ]);
      expect(first.items[0].slo).toMatchObject({
        kind: 'deadline',
        status: 'exhausted',
        target: 90,
        missesLeft: -1,
        next: '2026-11-21T07:00:00.000Z',
      });
      expect(first.items[0].slo!.remainingRatio).toBeLessThan(0);
      expect(first.facets?.slo).toEqual([{ value: 'exhausted', count: 1 }]);
      expect(
        (await portal.fleet.page({ slo: ['exhausted'] }, {})).totalItems,
      ).toBe(1);
      expect((await portal.fleet.page({ slo: ['met'] }, {})).totalItems).toBe(
        0,
      );

      portal.setEntities([
        close([{ ...BY_SEVEN, name: 'lenient', target: 10 }]),
        dagEntity('unpromised'),
      ]);
      await portal.slos.readDefinitions();
      expect(await portal.row('close-day')).toMatchObject({
        slo: { name: 'lenient', status: 'met' },
      });
      portal.setEntities([close([]), dagEntity('unpromised')]);
      await portal.slos.readDefinitions();
      expect((await portal.row('close-day'))?.slo).toBeUndefined();
    });

    it('leaves the SLO of a domain to the domain: a pipeline shows its own', async () => {
      const portal = await start([
        close([], { system: 'ledger' }),
        system('ledger', 'finance'),
        {
          ...finance,
          spec: { ...finance.spec, slos: [{ ...BY_SEVEN, selector: {} }] },
        },
      ]);
      const { items } = await portal.slos.service.page({}, {}, { limit: 10 });
      expect(items).toMatchObject([
        { entityRef: 'domain:default/finance', status: 'exhausted' },
      ]);
      expect((await portal.row('close-day'))?.slo).toBeUndefined();
    });

    it('says of each day what never came, and where its calendar ends a month', async () => {
      const portal = await start([close([BY_SEVEN])]);
      const { items } = await portal.slos.service.page({}, {}, { limit: 10 });
      const { days } = await portal.slos.service.detail(items[0].id, {});
      expect(days.slice(-4, -1)).toMatchObject([
        { date: '2026-11-18', bad: 0, missing: 0, monthEnd: false },
        { date: '2026-11-19', bad: 1, missing: 0, monthEnd: true },
        { date: '2026-11-20', bad: 1, missing: 1, monthEnd: false },
      ]);
      const preview = await portal.slos.preview.preview(
        { entityRef: 'component:default/close-day', slo: BY_SEVEN, days: 3 },
        {},
      );
      expect(preview.days).toMatchObject([
        { date: '2026-11-18', missing: 0 },
        { date: '2026-11-19', bad: 1, missing: 0, monthEnd: true },
        { date: '2026-11-20', bad: 1, missing: 1 },
        { date: '2026-11-21', pending: 1 },
      ]);
    });

    it('names the domain of an SLO where its pipelines are all in one', async () => {
      const group = {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name: 'finance' },
        spec: {
          type: 'team',
          children: [],
          slos: [{ ...BY_SEVEN, name: 'all-of-us', selector: {} }],
        },
      };
      const portal = await start([
        close([BY_SEVEN], { system: 'ledger' }),
        dagEntity('ship', 'ship', { system: 'yard' }),
        system('ledger', 'finance'),
        system('yard', 'supply'),
        group,
      ]);
      const { items } = await portal.slos.service.page({}, {}, { limit: 10 });
      expect(
        Object.fromEntries(
          items.map(slo => [slo.name, [slo.pipelines, slo.domain]]),
        ),
      ).toEqual({
        'by-seven': [1, 'domain:default/finance'],
        'all-of-us': [2, undefined],
      });
    });
  });
});
