import { TestDatabases } from '@backstage/backend-test-utils';
import type { RunBatch, RunObservation } from '@sluice/plugin-pipelines-node';
import {
  createPortal,
  dagEntity,
  definition,
  fakeSource,
} from '../__testUtils__/createPortal';

jest.setTimeout(60_000);

/** Done by 07:00 UTC, an hour after the start of the fake clock. */
const BY_SEVEN = {
  name: 'by-seven',
  kind: 'deadline',
  target: 90,
  window: { rolling: '28d' },
  deadline: { time: '07:00', timezone: 'UTC' },
};

/** The run of a local date, which is complete so many minutes after its midnight; failed without them. */
function nightly(
  date: string,
  doneAfterMinutes?: number,
  options: Partial<RunObservation> = {},
): RunObservation {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const time = (minutes: number) =>
    new Date(midnight + minutes * 60_000).toISOString();
  return {
    pipelineExternalId: 'close_day',
    externalId: `scheduled__${date}`,
    runType: 'scheduled',
    runAfter: time(0),
    dataIntervalStart: time(-24 * 60),
    dataIntervalEnd: time(0),
    startedAt: time(5),
    ...(doneAfterMinutes === undefined
      ? { state: 'failed', endedAt: time(30) }
      : { state: 'success', endedAt: time(doneAfterMinutes) }),
    ...options,
  };
}

/** Twelve nights in time, before the day on which the clock starts. */
const GOOD_NIGHTS = Array.from({ length: 12 }, (_, i) =>
  nightly(`2026-11-${String(9 + i).padStart(2, '0')}`, 300),
);

describe('SLOs', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function start(options: {
      slos?: object[];
      runs?: RunObservation[];
      spec?: object;
    }) {
      let batches: RunBatch[] = [
        {
          cursor: 1,
          runs: options.runs ?? GOOD_NIGHTS,
          definitions: [
            definition('close_day', { schedule: '0 0 * * *', timezone: 'UTC' }),
          ],
          definitionsComplete: true,
        },
      ];
      let failure: Error | undefined;
      const entity = (slos: object[]) =>
        dagEntity('close-day', 'close_day', {
          ...(slos.length > 0 && { slos }),
          ...options.spec,
        });
      const portal = await createPortal({
        databases,
        databaseId,
        entities: [entity(options.slos ?? [BY_SEVEN])],
        sources: [
          fakeSource({
            async *collect() {
              if (failure) throw failure;
              yield* batches;
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
        record,
        slo,
        setSlos: (slos: object[]) => portal.setEntities([entity(slos)]),
        /** What the next sweep brings. */
        deliver(runs: RunObservation[]) {
          batches = [{ cursor: 2, runs }];
        },
        fail(error: Error | undefined) {
          failure = error;
        },
        async tick() {
          await portal.sweep();
          await portal.refresh();
          await portal.slos.evaluate();
        },
        async states() {
          const { id } = await slo();
          const page = await portal.slos.service.verdicts(
            id,
            {},
            { limit: 400 },
          );
          return Object.fromEntries(
            page.items.map(v => [v.localDate, v.state]),
          );
        },
      };
    }

    it('judges the past, shows what is due next, and adds it up', async () => {
      const portal = await start({
        runs: [
          ...GOOD_NIGHTS.slice(0, 10),
          nightly('2026-11-19', 480),
          nightly('2026-11-20', undefined),
        ],
      });
      const states = await portal.states();
      expect(states).toMatchObject({
        '2026-11-18': 'GOOD',
        '2026-11-19': 'LATE',
        '2026-11-20': 'MISSING',
        '2026-11-21': 'PENDING',
      });
      const slo = await portal.slo();
      expect(slo).toMatchObject({
        name: 'by-seven',
        pipelines: 1,
        next: { dueAt: '2026-11-21T07:00:00.000Z', localDate: '2026-11-21' },
        timezone: 'UTC',
        windowTo: '2026-11-22',
      });
      const { items } = await portal.slos.service.verdicts(
        slo.id,
        {},
        { limit: 1, states: ['LATE'] },
      );
      expect(items).toMatchObject([
        {
          pipeline: 'component:default/close-day',
          marginSeconds: -3600,
          arrivedAt: '2026-11-19T08:00:00.000Z',
          evidence: { reason: 'late', sourceIds: ['airflow-prod'] },
        },
      ]);
    });

    it('expects the runs that its schedule promises: one that never started is missing', async () => {
      const portal = await start({ runs: GOOD_NIGHTS.slice(0, 11) });
      expect(await portal.states()).toMatchObject({
        '2026-11-19': 'GOOD',
        '2026-11-20': 'MISSING',
      });
    });

    it('claims nothing while the source is down, and finds out what happened when it is back', async () => {
      const portal = await start({});
      portal.fail(new Error('connect ECONNREFUSED'));
      portal.pass(90);
      await portal.tick();
      await portal.tick();
      expect(await portal.states()).toMatchObject({ '2026-11-21': 'UNKNOWN' });
      expect((await portal.slo()).budget).toMatchObject({ unknown: 1 });

      portal.fail(undefined);
      portal.deliver([nightly('2026-11-21', 401)]);
      portal.pass(30);
      await portal.tick();
      expect(await portal.states()).toMatchObject({ '2026-11-21': 'GOOD' });
      expect((await portal.slo()).budget).toMatchObject({ unknown: 0 });
    });

    it('is missing once the source was read past the deadline, and late when it arrives after all', async () => {
      const portal = await start({});
      portal.pass(62);
      portal.deliver([]);
      await portal.tick();
      expect(await portal.states()).toMatchObject({ '2026-11-21': 'MISSING' });

      portal.pass(30);
      portal.deliver([nightly('2026-11-21', 445)]);
      await portal.tick();
      expect(await portal.states()).toMatchObject({ '2026-11-21': 'LATE' });
    });

    it('takes in data that comes late, in any order and twice, and ends up the same', async () => {
      const late = await start({ runs: GOOD_NIGHTS.slice(6) });
      late.deliver([...GOOD_NIGHTS.slice(0, 6)].reverse());
      await late.tick();
      late.deliver(GOOD_NIGHTS.slice(2, 8));
      await late.tick();
      const inOrder = await start({});
      expect(await late.states()).toEqual(await inOrder.states());
      const { budget } = await late.slo();
      expect(budget).toEqual((await inOrder.slo()).budget);

      await late.slos.reevaluate(
        (
          await late.slo()
        ).id,
        '2026-11-01T00:00:00.000Z',
      );
      expect((await late.slo()).budget).toEqual(budget);
    });

    it('keeps what was judged by the promise of then when it is loosened, and records the change', async () => {
      const portal = await start({
        runs: [...GOOD_NIGHTS.slice(0, 11), nightly('2026-11-20', 450)],
      });
      expect(await portal.states()).toMatchObject({ '2026-11-20': 'LATE' });

      portal.setSlos([
        {
          ...BY_SEVEN,
          target: 80,
          deadline: { time: '08:00', timezone: 'UTC' },
        },
      ]);
      await portal.slos.readDefinitions();
      expect(await portal.states()).toMatchObject({ '2026-11-20': 'LATE' });
      const slo = await portal.slo();
      expect(slo).toMatchObject({
        target: 80,
        next: { dueAt: '2026-11-21T08:00:00.000Z' },
      });
      const { versions } = await portal.slos.service.detail(slo.id, {});
      expect(versions.map(v => [v.change, v.target])).toEqual([
        ['created', 90],
        ['loosened', 80],
      ]);
    });

    it('ends an SLO that is gone from the entity, keeps its history, and takes it up again', async () => {
      const portal = await start({});
      const { id } = await portal.slo();
      portal.setSlos([]);
      await portal.slos.readDefinitions();
      expect(await portal.slos.service.ofPipeline(portal.record)).toEqual([]);

      portal.pass(2);
      portal.setSlos([BY_SEVEN]);
      await portal.slos.readDefinitions();
      expect(await portal.slo()).toMatchObject({ id });
      expect(await portal.states()).toMatchObject({ '2026-11-20': 'GOOD' });
    });

    it('reads a catalog that was empty at first as soon as it has something, and a settled one seldom', async () => {
      const portal = await start({ slos: [] });
      const reads = () => portal.catalog.streamEntities.mock.calls.length;
      await portal.pollSlos();
      const settled = reads();
      await portal.pollSlos();
      expect(reads()).toBe(settled);

      portal.setSlos([BY_SEVEN]);
      await portal.pollSlos();
      expect(await portal.slo()).toMatchObject({ name: 'by-seven' });

      await portal.pollSlos();
      portal.setSlos([{ ...BY_SEVEN, target: 95 }]);
      await portal.pollSlos();
      expect(await portal.slo()).toMatchObject({ target: 90 });
      portal.pass(2);
      await portal.pollSlos();
      expect(await portal.slo()).toMatchObject({ target: 95 });
    });

    it('changes nothing when the catalog can not be read', async () => {
      const portal = await start({});
      portal.catalog.streamEntities.mockImplementationOnce(
        // eslint-disable-next-line require-yield
        async function* breaksOff() {
          throw new Error('the catalog went away');
        },
      );
      await portal.slos.readDefinitions();
      expect(await portal.slo()).toMatchObject({ name: 'by-seven' });
    });

    it('reads and writes the same for a tick however long the history is', async () => {
      const rowsOf = async (nights: number) => {
        const runs = Array.from({ length: nights }, (_, i) =>
          nightly(
            new Date(Date.parse('2026-11-20T00:00:00Z') - i * 86_400_000)
              .toISOString()
              .slice(0, 10),
            300,
          ),
        );
        const portal = await start({ runs });
        portal.pass(50);
        portal.deliver([nightly('2026-11-21', 400)]);
        await portal.sweep();
        let statements = 0;
        let rows = 0;
        portal.database.on('query-response', (response: any) => {
          statements++;
          rows += Array.isArray(response)
            ? response.length
            : response?.rows?.length ?? 0;
        });
        await portal.slos.evaluate();
        expect(await portal.states()).toMatchObject({ '2026-11-21': 'GOOD' });
        return { statements, rows };
      };
      // 28 days fill the window of the budget; 30 are judged in hindsight.
      const short = await rowsOf(28);
      const long = await rowsOf(300);
      expect(long.statements).toBe(short.statements);
      expect(long.rows).toBeLessThanOrEqual(short.rows * 1.2);
    });

    it('says before a deadline that it will be missed, and remembers how often that was right', async () => {
      // Saturdays take until 06:30, for twelve weeks.
      const nights = Array.from({ length: 84 }, (_, i) => {
        const date = new Date(Date.parse('2026-11-20') - i * 86_400_000);
        return nightly(
          date.toISOString().slice(0, 10),
          date.getUTCDay() === 6 ? 390 : 300,
        );
      });
      const portal = await start({
        runs: [
          ...nights,
          nightly('2026-11-21', undefined, {
            state: 'running',
            startedAt: '2026-11-21T00:50:00.000Z',
            endedAt: undefined,
          }),
        ],
      });
      // It began 45 minutes later than usual.
      expect(await portal.slo()).toMatchObject({
        status: 'will-miss',
        next: {
          dueAt: '2026-11-21T07:00:00.000Z',
          expectedAt: '2026-11-21T07:15:00.000Z',
          latestAt: '2026-11-21T07:15:00.000Z',
          willMiss: true,
        },
      });
      portal.pass(80);
      portal.deliver([
        nightly('2026-11-21', 435, { startedAt: '2026-11-21T00:50:00.000Z' }),
      ]);
      await portal.tick();
      expect(await portal.states()).toMatchObject({ '2026-11-21': 'LATE' });
      const [kept] = await portal.database('slo_forecasts');
      expect(kept).toMatchObject({
        occurrence: '2026-11-21',
        p90_at: '2026-11-21T07:15:00.000Z',
        runs: 12,
      });

      // Of the next Saturday, the forecast of this one is known to have come true.
      portal.pass(7 * 24 * 60 - 80);
      portal.deliver([
        nightly('2026-11-28', undefined, {
          state: 'running',
          endedAt: undefined,
        }),
      ]);
      await portal.tick();
      expect((await portal.slo()).next).toMatchObject({
        willMiss: false,
        hitRate: 1,
      });
    });

    it('previews a definition on the past without keeping anything', async () => {
      const portal = await start({});
      const preview = await portal.slos.preview.preview(
        {
          entityRef: 'component:default/close-day',
          slo: {
            ...BY_SEVEN,
            name: 'by-four',
            deadline: { time: '04:00', timezone: 'UTC' },
          },
          days: 10,
        },
        {},
      );
      expect(preview.problems).toEqual([]);
      expect(preview.verdicts.filter(v => v.state === 'LATE')).toHaveLength(9);
      expect(await portal.slos.service.ofPipeline(portal.record)).toHaveLength(
        1,
      );
      expect(
        await portal.slos.preview.preview(
          {
            entityRef: 'component:default/close-day',
            slo: { ...BY_SEVEN, target: 101 },
            days: 10,
          },
          {},
        ),
      ).toMatchObject({
        verdicts: [],
        problems: [{ level: 'error', path: 'slo[0].target' }],
      });
    });

    it('shows nobody an SLO of pipelines that they may not see', async () => {
      const portal = await start({});
      const { id } = await portal.slo();
      const scope = { units: ['another-unit'] };
      expect(
        await portal.slos.service.page({}, scope, { limit: 10 }),
      ).toMatchObject({ items: [], totalItems: 0 });
      await expect(portal.slos.service.detail(id, scope)).rejects.toThrow(
        `There is no SLO ${id} that you may see`,
      );
      expect(
        await portal.slos.service.page({}, {}, { limit: 10 }),
      ).toMatchObject({ totalItems: 1 });
    });
  });
});
