import { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { RunObservation } from '@sluice/plugin-pipelines-node';
import {
  createPortal,
  dagEntity,
  definition,
  fakeSource,
} from '../__testUtils__/createPortal';

jest.setTimeout(60_000);

const BY_FIVE = {
  name: 'by-five',
  kind: 'deadline',
  target: 90,
  window: { rolling: '28d' },
  deadline: { time: '05:00', timezone: 'UTC' },
};
const TODAY = '2026-11-21';

const component = (name: string) => `component:default/${name}`;
const table = (name: string) => `resource:default/${name}`;

/** `payments` writes `raw`, which `staging` reads; `close` reads what `staging` writes. */
function entities(): Entity[] {
  const related = (entity: Entity, needs: string[]) => ({
    ...entity,
    relations: needs.map(targetRef => ({ type: 'dependsOn', targetRef })),
  });
  const resource = (name: string, writer: string) =>
    related(
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: { name },
        spec: { type: 'snowflake-table', owner: 'finance' },
      },
      [component(writer)],
    );
  return [
    dagEntity('payments', 'payments'),
    related(dagEntity('staging', 'staging'), [table('raw')]),
    related(dagEntity('close', 'close', { slos: [BY_FIVE] }), [
      table('staged'),
    ]),
    resource('raw', 'payments'),
    resource('staged', 'staging'),
  ];
}

/** A run that starts and ends so many minutes after midnight. */
function run(
  dag: string,
  date: string,
  start: number,
  end: number,
): RunObservation {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const time = (minutes: number) =>
    new Date(midnight + minutes * 60_000).toISOString();
  return {
    pipelineExternalId: dag,
    externalId: `scheduled__${date}`,
    runType: 'scheduled',
    state: 'success',
    runAfter: time(0),
    dataIntervalStart: time(-24 * 60),
    dataIntervalEnd: time(0),
    startedAt: time(start),
    endedAt: time(end),
  };
}

/** Twelve ordinary nights: payments until 00:30, staging until 01:00, close until 01:30. */
const ORDINARY = Array.from({ length: 12 }, (_, i) => {
  const date = `2026-11-${String(9 + i).padStart(2, '0')}`;
  return [
    run('payments', date, 5, 30),
    run('staging', date, 31, 60),
    run('close', date, 61, 90),
  ];
}).flat();

describe('why a deadline was missed', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function attributionOf(lastNight: RunObservation[], scope = {}) {
      const portal = await createPortal({
        databases,
        databaseId,
        entities: entities(),
        sources: [
          fakeSource({
            async *collect() {
              yield {
                cursor: 1,
                definitions: ['payments', 'staging', 'close'].map(id =>
                  definition(id, { schedule: '0 0 * * *', timezone: 'UTC' }),
                ),
                runs: [...ORDINARY, ...lastNight],
              };
            },
          }),
        ],
      });
      await portal.reconcile();
      await portal.sweep();
      await portal.slos.readDefinitions();
      await portal.slos.evaluate();
      const page = await portal.slos.service.page({}, {}, { limit: 10 });
      return portal.slos.attribution.attribute(
        {
          sloId: page.items[0].id,
          pipeline: component('close'),
          occurrence: TODAY,
        },
        scope,
      );
    }

    it('names the pipeline upstream that was late, two hops away, with the minutes that each hop added', async () => {
      const attribution = await attributionOf([
        run('payments', TODAY, 5, 280),
        run('staging', TODAY, 281, 310),
        run('close', TODAY, 311, 340),
      ]);
      expect(attribution).toMatchObject({
        missedMinutes: 40,
        done: true,
        blame: { type: 'upstream', pipeline: component('payments') },
        hops: [
          { pipeline: component('payments'), lateMinutes: 250 },
          { pipeline: component('staging'), lateMinutes: 250, addedMinutes: 0 },
          { pipeline: component('close'), lateMinutes: 250, addedMinutes: 0 },
        ],
      });
    });

    it('blames the pipeline itself where upstream was as ever', async () => {
      const attribution = await attributionOf([
        run('payments', TODAY, 5, 30),
        run('staging', TODAY, 31, 60),
        run('close', TODAY, 61, 330),
      ]);
      expect(attribution.blame).toEqual({ type: 'self' });
    });

    it('names nobody that the caller may not see', async () => {
      await expect(
        attributionOf(
          [
            run('payments', TODAY, 5, 280),
            run('staging', TODAY, 281, 310),
            run('close', TODAY, 311, 340),
          ],
          { units: ['close'] },
        ),
      ).resolves.toMatchObject({
        blame: { type: 'upstream', pipeline: undefined },
        hops: [
          { pipeline: undefined, lateMinutes: 250 },
          { pipeline: undefined },
          { pipeline: component('close') },
        ],
      });
    });

    it('says that there is nothing to explain where nothing was missed', async () => {
      await expect(
        attributionOf([
          run('payments', TODAY, 5, 30),
          run('staging', TODAY, 31, 60),
          run('close', TODAY, 61, 90),
        ]),
      ).rejects.toThrow('2026-11-21 was not missed');
    });
  });
});
