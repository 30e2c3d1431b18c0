import { TestDatabases } from '@backstage/backend-test-utils';
import type { RunObservation } from '@sluice/plugin-pipelines-node';
import {
  createPortal,
  dagEntity,
  definition,
  fakeSource,
} from '../__testUtils__/createPortal';
import { judgedSince } from './SloRetentionTask';

jest.setTimeout(60_000);

const BY_FIVE = {
  name: 'by-five',
  kind: 'deadline',
  target: 90,
  window: { rolling: '28d' },
  deadline: { time: '05:00', timezone: 'UTC' },
};

function nightly(day: number): RunObservation {
  const midnight = Date.UTC(2026, 10, day);
  const time = (minutes: number) =>
    new Date(midnight + minutes * 60_000).toISOString();
  return {
    pipelineExternalId: 'close',
    externalId: `scheduled__${day}`,
    runType: 'scheduled',
    state: 'success',
    runAfter: time(0),
    dataIntervalEnd: time(0),
    startedAt: time(1),
    endedAt: time(60),
  };
}

it('judges nothing again of which a part may be deleted', () => {
  const now = new Date('2026-11-21T06:00:00Z');
  expect(judgedSince({ verdictsDays: 400, runsDays: 60, now })).toBe(
    '2026-09-24T06:00:00.000Z',
  );
});

describe('retention of what SLOs were judged', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())(
    'deletes old verdicts and keeps what they add up to, on %s',
    async databaseId => {
      const portal = await createPortal({
        databases,
        databaseId,
        verdictsDays: 40,
        entities: [dagEntity('close', 'close', { slos: [BY_FIVE] })],
        sources: [
          fakeSource({
            async *collect() {
              yield {
                cursor: 1,
                definitions: [
                  definition('close', {
                    schedule: '0 0 * * *',
                    timezone: 'UTC',
                  }),
                ],
                runs: Array.from({ length: 30 }, (_, i) => nightly(21 - i)),
              };
            },
          }),
        ],
      });
      await portal.reconcile();
      await portal.sweep();
      await portal.slos.readDefinitions();
      await portal.slos.evaluate();
      const [slo] = (await portal.slos.service.page({}, {}, { limit: 1 }))
        .items;
      const counts = async () => {
        const { days } = await portal.slos.service.detail(
          slo.id,
          {},
          '2026-10-01',
        );
        const { items } = await portal.slos.service.verdicts(
          slo.id,
          {},
          { limit: 400 },
        );
        return { days: days.length, verdicts: items.length };
      };
      const before = await counts();
      expect(before.verdicts).toBe(before.days);

      portal.pass(20 * 24 * 60);
      await portal.sloRetention();
      const after = await counts();
      expect(after.days).toBeGreaterThanOrEqual(before.days);
      expect(after.verdicts).toBeLessThan(before.verdicts);

      // A change of the promise judges again, but not what is deleted.
      await portal.slos.reevaluate(slo.id, '2026-10-01T00:00:00.000Z');
      const again = await counts();
      expect(again.days).toBeGreaterThanOrEqual(before.days);
      const { days } = await portal.slos.service.detail(
        slo.id,
        {},
        '2026-10-01',
      );
      expect(days.find(day => day.date === '2026-10-30')).toMatchObject({
        good: 1,
        bad: 0,
      });
    },
  );
});
