import { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type {
  FreshnessReading,
  RunBatch,
  TaskReading,
  WantedTasks,
} from '@sluice/plugin-pipelines-node';
import {
  at,
  createPortal,
  dagEntity,
  definition,
  fakeSource,
  run,
} from '../__testUtils__/createPortal';

jest.setTimeout(60_000);

const DATASET = 'resource:default/orders';
const PIPELINE = 'component:default/close-day';

/** Done 30 minutes after the end of the interval. */
const inHalfAnHour = (more: object) => ({
  name: 'in-half-an-hour',
  kind: 'duration',
  target: 90,
  window: { rolling: '28d' },
  duration: { max: '30m', ...more },
});

/** A run whose interval ends so many minutes from the start of the clock, green after an hour. */
const interval = (end: number, options: object = {}) =>
  run({
    externalId: `r${end}`,
    runAfter: at(end),
    dataIntervalStart: at(end - 60),
    dataIntervalEnd: at(end),
    startedAt: at(end + 1),
    endedAt: at(end + 60),
    ...options,
  });

const task = (end: number, options: Partial<TaskReading>): TaskReading => ({
  pipelineExternalId: 'close_day',
  runExternalId: `r${end}`,
  taskId: 'load',
  state: 'success',
  tries: 1,
  ...options,
});

function dataset(
  name: string,
  writer: string,
  node = `model.shop.${name}`,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, annotations: { 'sluice.dev/dbt-node': node } },
    spec: { type: 'dbt-model', owner: 'finance' },
    relations: [
      { type: 'dependsOn', targetRef: `component:default/${writer}` },
    ],
  };
}

const loaded = (
  readAt: number,
  loadedAt: number,
  options: Partial<FreshnessReading> = {},
): FreshnessReading => ({
  subject: { dataset: 'model.shop.orders' },
  at: at(readAt),
  measure: 'loaded-at',
  ageSeconds: (readAt - loadedAt) * 60,
  loadedAt: at(loadedAt),
  ...options,
});

describe('what completes an interval', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function start(options: {
      slos: object[];
      entities?: Entity[];
      first?: Partial<RunBatch>;
      /** What the source says of the tasks that it is asked for. */
      tasks?: (wanted: WantedTasks[]) => TaskReading[];
    }) {
      let batch: RunBatch = { cursor: 1, ...options.first };
      let answer = options.tasks ?? (() => []);
      const asked: WantedTasks[][] = [];
      let readings: FreshnessReading[] = [];
      const portal = await createPortal({
        databases,
        databaseId,
        entities: [
          dagEntity('close-day', 'close_day', { slos: options.slos }),
          ...(options.entities ?? []),
        ],
        sources: [
          fakeSource({
            async *collect({ wantedTasks }) {
              yield {
                definitions: [definition('close_day')],
                definitionsComplete: false,
                ...batch,
              };
              const wanted = await wantedTasks!(100);
              asked.push(wanted);
              yield { cursor: 2, tasks: answer(wanted) };
            },
          }),
          fakeSource({
            id: 'dbt-prod',
            technology: 'dbt',
            async *collect() {
              yield { cursor: 1, freshness: readings };
            },
          }),
        ],
      });
      await portal.sweep();
      await portal.reconcile();
      await portal.slos.readDefinitions();
      const record = (await portal.fleet.find(PIPELINE, {}))!;
      return {
        ...portal,
        asked,
        async read(...next: FreshnessReading[]) {
          readings = next;
          await portal.sweep('dbt-prod');
        },
        answerTasks(next: typeof answer) {
          answer = next;
        },
        async tick(next: Partial<RunBatch> = {}) {
          batch = { cursor: 1, ...next };
          await portal.sweep();
          await portal.slos.evaluate();
        },
        evaluate: () => portal.slos.evaluate(),
        async verdicts() {
          const [slo] = await portal.slos.service.ofPipeline(record);
          const page = await portal.slos.service.verdicts(
            slo.id,
            {},
            { limit: 400 },
          );
          return page.items.reverse();
        },
        async states() {
          return (await this.verdicts()).map(v => v.state);
        },
      };
    }

    describe('a task', () => {
      const byTask = [inHalfAnHour({ completion: 'task:load' })];
      const runs = [interval(-240), interval(-180), interval(-120)];

      it('is asked for where an SLO rests on it, runs of before included, and decides the verdict', async () => {
        const portal = await start({
          slos: byTask,
          first: { runs },
          tasks: () => [
            task(-240, { endedAt: at(-230) }),
            task(-180, { endedAt: at(-140) }),
            task(-120, { state: 'failed', tries: 3 }),
          ],
        });
        // Nothing was asked of the first sweep, which came before the SLO was known.
        expect(portal.asked).toEqual([[]]);
        await portal.evaluate();
        expect(await portal.states()).toEqual([
          'UNKNOWN',
          'UNKNOWN',
          'UNKNOWN',
        ]);

        await portal.tick();
        expect(portal.asked[1]).toEqual(
          [-120, -180, -240].map(end => ({
            pipelineExternalId: 'close_day',
            runExternalId: `r${end}`,
            taskIds: ['load'],
          })),
        );
        expect(
          (await portal.verdicts()).map(v => [
            v.state,
            v.evidence.reason,
            v.arrivedAt,
          ]),
        ).toEqual([
          ['GOOD', 'in-time', at(-230)],
          ['LATE', 'late', at(-140)],
          ['MISSING', 'failed', undefined],
        ]);
        // All are settled, so nobody asks again.
        await portal.tick();
        expect(portal.asked[2]).toEqual([]);
      });

      it('keeps its first success when its run is cleared, and asks again for one that has none', async () => {
        const portal = await start({ slos: byTask, first: { runs } });
        portal.answerTasks(() => [
          task(-240, { endedAt: at(-230) }),
          task(-180, { state: 'success', endedAt: at(-170), tries: 0 }),
          task(-120, { state: 'absent', tries: 0 }),
        ]);
        await portal.tick();
        expect(
          (await portal.verdicts()).map(v => [v.state, v.evidence.reason]),
        ).toEqual([
          ['GOOD', 'in-time'],
          ['MISSING', 'marked-by-hand'],
          ['UNKNOWN', 'unreadable'],
        ]);

        portal.answerTasks(wanted =>
          wanted.map(({ runExternalId }) => ({
            ...task(0, { endedAt: at(-5), tries: 2 }),
            runExternalId,
          })),
        );
        portal.pass(2);
        await portal.tick({
          runs: [
            interval(-240, { startedAt: at(-10), endedAt: at(-5) }),
            interval(-180, { startedAt: at(-10), endedAt: at(-5) }),
          ],
        });
        expect(portal.asked.at(-1)!.map(w => w.runExternalId)).toEqual([
          'r-180',
        ]);
        expect(
          (await portal.verdicts()).map(v => [v.state, v.arrivedAt]),
        ).toEqual([
          ['GOOD', at(-230)],
          ['LATE', at(-5)],
          ['UNKNOWN', undefined],
        ]);
      });

      it('is asked for with each sweep while its run goes on', async () => {
        const portal = await start({
          slos: byTask,
          first: {
            runs: [interval(-10, { state: 'running', endedAt: undefined })],
          },
          tasks: () => [task(-10, { state: 'open' })],
        });
        await portal.tick();
        await portal.tick();
        expect(portal.asked.slice(1).map(w => w.length)).toEqual([1, 1]);
        portal.answerTasks(() => [task(-10, { endedAt: at(2) })]);
        await portal.tick();
        expect(await portal.verdicts()).toMatchObject([
          { state: 'GOOD', arrivedAt: at(2) },
        ]);
        expect(portal.asked.at(-1)).toHaveLength(1);
        await portal.tick();
        expect(portal.asked.at(-1)).toEqual([]);
      });

      it('leaves out what can not be stored, and says so', async () => {
        const portal = await start({ slos: byTask, first: { runs } });
        portal.answerTasks(() => [
          task(-240, { endedAt: undefined }),
          task(0, { runExternalId: 'nobody-knows', endedAt: at(-1) }),
        ]);
        await portal.tick();
        const [source] = await portal.observations.sources();
        expect(source.readingIssues).toMatchObject([
          { kind: 'skipped-run', title: 'close_day r-240 load' },
        ]);
      });
    });

    describe('a dataset', () => {
      const byDataset = [inHalfAnHour({ completion: `dataset:${DATASET}` })];
      const runs = [interval(-120), interval(-60)];

      it('decides by when it was loaded, once it is bound to its Resource', async () => {
        const portal = await start({
          slos: byDataset,
          entities: [dataset('orders', 'close-day')],
          first: { runs },
        });
        await portal.read(
          loaded(-130, -170),
          loaded(-100, -110),
          loaded(-59, -110),
          loaded(-31, -110),
          loaded(-20, -25),
        );
        await portal.reconcile();
        await portal.evaluate();
        expect(await portal.verdicts()).toMatchObject([
          {
            state: 'GOOD',
            arrivedAt: at(-110),
            evidence: {
              sourceIds: ['dbt-prod'],
              readings: [{ at: at(-100), reach: at(-110) }],
            },
          },
          { state: 'LATE', arrivedAt: at(-25) },
        ]);
      });

      it('is not told where nobody read it, and told when somebody does', async () => {
        const portal = await start({
          slos: byDataset,
          entities: [dataset('orders', 'close-day')],
          first: { runs: [interval(1)] },
        });
        await portal.read(loaded(-130, -170));
        await portal.reconcile();
        portal.pass(40);
        await portal.tick({ runs: [interval(1)] });
        expect(await portal.states()).toEqual(['UNKNOWN']);

        await portal.read(loaded(20, -170), loaded(35, -170));
        await portal.evaluate();
        expect(await portal.states()).toEqual(['MISSING']);
        await portal.read(loaded(42, 41));
        await portal.evaluate();
        expect(await portal.verdicts()).toMatchObject([
          { state: 'LATE', arrivedAt: at(41) },
        ]);
      });
    });

    describe('a dataset that a pipeline writes', () => {
      const fresh = {
        name: 'fresh',
        kind: 'freshness',
        target: 90,
        window: { rolling: '28d' },
        freshness: { max: '15m', slice: '10m', datasets: [DATASET] },
      };
      const lag = (from: number, to: number): FreshnessReading[] =>
        Array.from({ length: to - from }, (_, i) => ({
          subject: { pipeline: 'close_day' },
          at: at(from + i),
          measure: 'consumer-lag' as const,
          ageSeconds: 5,
        }));

      async function startFresh(options: Partial<Parameters<typeof start>[0]>) {
        const portal = await start({
          slos: [fresh],
          entities: [dataset('orders', 'close-day')],
          ...options,
        });
        const letters: () => Promise<string[]> = () =>
          portal.database('slo_hours').orderBy('hour').pluck('letters');
        return { ...portal, letters };
      }

      it('counts in timeslices by its age, also of the time between its readings', async () => {
        const portal = await startFresh({});
        // The clock is at 06:01.
        await portal.read(loaded(-60, -64), loaded(-20, -35), loaded(0, -5));
        await portal.reconcile();
        await portal.evaluate();
        expect((await portal.letters()).at(-2)).toBe('GUGBUG');
        const [{ id }] = await portal.database('slos').select('id');
        expect(
          await portal.database('slo_inputs').where({ slo_id: id }),
        ).toMatchObject([{ entity_ref: DATASET }]);
      });

      it('is worse than a consumer that keeps up, and folds no more than what its last reading may tell of', async () => {
        const portal = await startFresh({
          first: { freshness: lag(-240, 1) },
        });
        await portal.evaluate();
        const [{ standing }] = await portal.database('slos').select('standing');
        expect(JSON.parse(standing)).toMatchObject({ lagAlone: true });

        await portal.read(loaded(-181, -190), loaded(-61, -62));
        await portal.reconcile();
        await portal.evaluate();
        const before = await portal.letters();
        // What isn't known of the one doesn't hide the other.
        expect(before.slice(-4)).toEqual([
          'GGGGGG',
          'GGGGGG',
          'GGGGGG',
          '......',
        ]);

        portal.pass(10);
        await portal.read(loaded(10, -58));
        const written: string[] = [];
        const note = ({
          bindings,
          sql,
        }: {
          bindings: unknown[];
          sql: string;
        }) => {
          if (!/^insert into .?slo_hours/.test(sql)) return;
          written.push(
            ...bindings.map(String).filter(b => /:00:00.000Z$/.test(b)),
          );
        };
        portal.database.on('query', note);
        await portal.evaluate();
        portal.database.removeListener('query', note);
        expect((await portal.letters()).slice(-3)).toEqual([
          'GGGGGG',
          'GBBBBB',
          'B.....',
        ]);
        expect([...new Set(written)].sort()).toEqual([
          at(-120),
          at(-60),
          at(0),
        ]);
        const [after] = await portal.database('slos').select('standing');
        expect(JSON.parse(after.standing)).not.toHaveProperty('lagAlone');
      });
    });

    it('the reach of its data decides by what consumers are behind', async () => {
      const portal = await start({
        slos: [inHalfAnHour({ completion: 'freshness' })],
        first: {
          runs: [interval(-120), interval(-60)],
          freshness: [
            [-125, 60],
            [-100, 60],
            [-59, 3600],
            [-31, 3600],
            [-20, 60],
          ].map(([minutes, ageSeconds]) => ({
            subject: { pipeline: 'close_day' },
            at: at(minutes),
            measure: 'consumer-lag' as const,
            ageSeconds,
          })),
        },
      });
      await portal.evaluate();
      expect(
        (await portal.verdicts()).map(v => [v.state, v.arrivedAt]),
      ).toEqual([
        ['GOOD', at(-100)],
        ['LATE', at(-20)],
      ]);
    });

    describe('a path', () => {
      const slos = [
        inHalfAnHour({ from: PIPELINE, to: 'resource:default/report' }),
      ];
      const entities = [
        dataset('orders', 'close-day'),
        {
          ...dagEntity('report-day', 'report_day'),
          relations: [{ type: 'dependsOn', targetRef: DATASET }],
        },
        dataset('report', 'report-day'),
      ];
      const first = (end: number) => interval(end, { endedAt: at(end + 20) });
      const second = (end: number, doneAt: number) =>
        interval(end, {
          pipelineExternalId: 'report_day',
          startedAt: at(end + 21),
          endedAt: at(doneAt),
        });

      it('is as long as all of its hops, and names them', async () => {
        const portal = await start({
          slos,
          entities,
          first: {
            runs: [
              ...[-240, -120].map(first),
              second(-240, -213),
              second(-120, -85),
            ],
            definitions: [definition('close_day'), definition('report_day')],
          },
        });
        await portal.evaluate();
        const verdicts = await portal.verdicts();
        expect(verdicts.map(v => [v.state, v.arrivedAt])).toEqual([
          ['GOOD', at(-213)],
          ['LATE', at(-85)],
        ]);
        expect(verdicts[1].evidence.hops).toMatchObject([
          { pipeline: PIPELINE, startedAt: at(-119), finishedAt: at(-100) },
          {
            pipeline: 'component:default/report-day',
            startedAt: at(-99),
            finishedAt: at(-85),
          },
        ]);
      });

      it('is judged again when a pipeline further down is done', async () => {
        const portal = await start({
          slos,
          entities,
          first: {
            runs: [first(-120)],
            definitions: [definition('close_day'), definition('report_day')],
          },
        });
        await portal.evaluate();
        expect(await portal.states()).toEqual(['MISSING']);
        await portal.tick({ runs: [second(-120, -80)] });
        expect(await portal.verdicts()).toMatchObject([
          { state: 'LATE', arrivedAt: at(-80) },
        ]);
      });

      it('is not told where nothing observes a hop', async () => {
        const portal = await start({
          slos,
          entities,
          first: { runs: [first(-120)] },
        });
        await portal.evaluate();
        expect(await portal.verdicts()).toMatchObject([
          {
            state: 'UNKNOWN',
            evidence: {
              hops: [
                { pipeline: PIPELINE },
                { pipeline: 'component:default/report-day', unknown: true },
              ],
            },
          },
        ]);
      });
    });
  });
});
