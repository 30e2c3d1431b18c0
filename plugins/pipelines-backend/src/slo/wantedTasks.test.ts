import { TestDatabases } from '@backstage/backend-test-utils';
import {
  at,
  createPortal,
  dagEntity,
  definition,
  fakeSource,
} from '../__testUtils__/createPortal';

jest.setTimeout(60_000);

const DEADLINE = {
  name: 'by-seven',
  kind: 'deadline',
  target: 90,
  window: { rolling: '28d' },
  deadline: { time: '07:00', timezone: 'UTC' },
};
const FRESH = {
  name: 'fresh',
  kind: 'freshness',
  target: 99,
  window: { rolling: '30d' },
  freshness: { max: '3m' },
};

describe('schedules that SLOs need', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function start() {
      const asked: string[][] = [];
      const zones = new Map<string, string>();
      const portal = await createPortal({
        databases,
        databaseId,
        entities: [
          dagEntity('close-day', 'close_day', { slos: [DEADLINE] }),
          dagEntity('stream', 'stream', { slos: [FRESH] }),
          dagEntity('free', 'free'),
        ],
        sources: [
          fakeSource({
            async *collect({ wantedSchedules }) {
              const wanted = await wantedSchedules!();
              asked.push(wanted);
              yield {
                cursor: 1,
                definitions: ['close_day', 'stream', 'free'].map(id =>
                  definition(id, {
                    schedule: '30 6 * * *',
                    timezone: wanted.includes(id) ? zones.get(id) : undefined,
                  }),
                ),
                definitionsComplete: true,
              };
            },
          }),
        ],
      });
      await portal.sweep();
      await portal.reconcile();
      await portal.slos.readDefinitions();
      return { ...portal, asked, zones };
    }

    it('are asked for of the pipelines of which runs are expected, and no longer when nothing is', async () => {
      const { asked, reconcile, setEntities, slos, sweep } = await start();
      await sweep();
      expect(asked).toEqual([[], ['close_day']]);
      setEntities([dagEntity('close-day', 'close_day')]);
      await reconcile();
      await slos.readDefinitions();
      await sweep();
      expect(asked.at(-1)).toEqual([]);
    });

    it('make a run that never started bad', async () => {
      const { pass, slos, sweep, zones } = await start();
      zones.set('close_day', 'UTC');
      await sweep();
      pass(24 * 60 + 120);
      await sweep();
      await slos.evaluate();
      const [slo] = (await slos.service.page({}, {}, { limit: 1 })).items;
      const { items } = await slos.service.verdicts(slo.id, {}, { limit: 400 });
      // The run of 06:30 on the first day was due by 07:00 the next day.
      expect(items.find(v => v.localDate === '2026-11-22')).toMatchObject({
        state: 'MISSING',
        evidence: {
          reason: 'not-run',
          missing: [at(30)],
        },
      });
    });
  });
});
