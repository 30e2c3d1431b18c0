import { TestDatabases } from '@backstage/backend-test-utils';
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

const ines = { person: 'user:default/ines', scope: {} };
const priya = { person: 'user:default/priya', scope: {} };
const OUTAGE = {
  from: '2026-11-19T00:00:00Z',
  to: '2026-11-20T00:00:00Z',
  reason: 'The data centre was down for a planned move',
};

/** A nightly run of 2026-11-DAY that is done so many minutes after midnight. */
function nightly(day: number, minutes: number): RunObservation {
  const midnight = Date.UTC(2026, 10, day);
  const time = (after: number) =>
    new Date(midnight + after * 60_000).toISOString();
  return {
    pipelineExternalId: 'close',
    externalId: `scheduled__${day}`,
    runType: 'scheduled',
    state: 'success',
    runAfter: time(0),
    dataIntervalEnd: time(0),
    startedAt: time(1),
    endedAt: time(minutes),
  };
}

describe('decisions on an SLO', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function start() {
      const portal = await createPortal({
        databases,
        databaseId,
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
                runs: [17, 18, 19, 20, 21].map(day =>
                  nightly(day, day === 19 ? 600 : 60),
                ),
              };
            },
          }),
        ],
      });
      await portal.reconcile();
      await portal.sweep();
      await portal.slos.readDefinitions();
      await portal.slos.evaluate();
      const slo = async () =>
        (await portal.slos.service.page({}, {}, { limit: 1 })).items[0];
      const { id } = await slo();
      const verdictOfOutage = async () => {
        const page = await portal.slos.service.verdicts(
          id,
          {},
          {
            limit: 1,
            from: '2026-11-19T00:00:00.000Z',
            to: '2026-11-20T00:00:00.000Z',
          },
        );
        return page.items[0];
      };
      return { ...portal, id, slo, verdictOfOutage };
    }

    it('takes a period out once a second person has confirmed it, and shows both figures', async () => {
      const { id, slo, slos, verdictOfOutage } = await start();
      const before = (await slo()).budget!;
      const decision = await slos.decisions.propose(id, OUTAGE, ines);
      expect(decision).toMatchObject({ status: 'proposed' });
      expect(await verdictOfOutage()).toMatchObject({ state: 'LATE' });

      await expect(
        slos.decisions.confirm(id, decision.id, ines),
      ).rejects.toThrow('a second person has to confirm it');

      expect(
        await slos.decisions.confirm(id, decision.id, priya),
      ).toMatchObject({ status: 'confirmed', confirmedBy: priya.person });
      expect(await verdictOfOutage()).toMatchObject({
        state: 'EXCLUDED',
        rawState: 'LATE',
        evidence: { reason: 'excluded', decisionId: decision.id },
      });
      expect((await slo()).budget).toMatchObject({
        bad: before.bad - 1,
        rawBad: before.bad,
        excluded: 1,
      });
    });

    it('counts again what was taken out when the decision is withdrawn, which stays on record', async () => {
      const { id, slo, slos, verdictOfOutage } = await start();
      const before = (await slo()).budget;
      const decision = await slos.decisions.propose(id, OUTAGE, ines);
      await slos.decisions.confirm(id, decision.id, priya);
      await slos.decisions.withdraw(id, decision.id, ines);
      expect(await verdictOfOutage()).toMatchObject({ state: 'LATE' });
      expect((await slo()).budget).toEqual(before);
      expect(await slos.decisions.list(id, {})).toMatchObject([
        {
          status: 'withdrawn',
          withdrawnBy: ines.person,
          reason: OUTAGE.reason,
        },
      ]);
      await expect(
        slos.decisions.withdraw(id, decision.id, ines),
      ).rejects.toThrow(`Decision ${decision.id} is withdrawn already`);
      await expect(
        slos.decisions.confirm(id, decision.id, priya),
      ).rejects.toThrow(`Decision ${decision.id} is withdrawn already`);
    });

    it('declares data unusable that a bad release made, and shows that it arrived', async () => {
      const { id, slo, slos } = await start();
      const before = (await slo()).budget!;
      const decision = await slos.decisions.propose(
        id,
        {
          kind: 'quarantine',
          from: '2026-11-20T00:00:00Z',
          to: '2026-11-20T00:00:01Z',
          reason: 'Release 14 doubled the amounts of that night',
        },
        ines,
      );
      await slos.decisions.confirm(id, decision.id, priya);
      const verdict = async () => {
        const { items } = await slos.service.verdicts(id, {}, { limit: 400 });
        return items.find(v => v.localDate === '2026-11-20');
      };
      expect(await verdict()).toMatchObject({
        state: 'MISSING',
        rawState: 'GOOD',
        arrivedAt: '2026-11-20T01:00:00.000Z',
        evidence: { reason: 'quarantined', decisionId: decision.id },
      });
      expect((await slo()).budget).toMatchObject({
        bad: before.bad + 1,
        rawBad: before.bad,
      });
      await slos.decisions.withdraw(id, decision.id, ines);
      expect(await verdict()).toMatchObject({ state: 'GOOD' });
    });

    it('decides once for one Idempotency-Key, and refuses it for something else', async () => {
      const { id, slos } = await start();
      const first = await slos.decisions.propose(
        id,
        { ...OUTAGE, key: 'k1' },
        ines,
      );
      expect(
        await slos.decisions.propose(id, { ...OUTAGE, key: 'k1' }, ines),
      ).toEqual(first);
      await expect(
        slos.decisions.propose(
          id,
          { ...OUTAGE, to: '2026-11-21T00:00:00Z', key: 'k1' },
          ines,
        ),
      ).rejects.toThrow('was used for another decision');
      await slos.decisions.propose(id, OUTAGE, ines);
      await slos.decisions.propose(id, OUTAGE, ines);
      expect(await slos.decisions.list(id, {})).toHaveLength(3);
    });

    it.each([
      [
        'a period that ends before it starts',
        { ...OUTAGE, to: '2026-11-18T00:00:00Z' },
        'has to be after from',
      ],
      [
        'one of years ago',
        { ...OUTAGE, from: '2024-01-01T00:00:00Z' },
        'more than 400 days ago',
      ],
    ])('refuses %s', async (_, period, message) => {
      const { id, slos } = await start();
      await expect(slos.decisions.propose(id, period, ines)).rejects.toThrow(
        message,
      );
    });

    it('refuses those who may not decide on its pipelines', async () => {
      const { id, slos } = await start();
      await expect(
        slos.decisions.propose(id, OUTAGE, {
          ...ines,
          scope: { units: ['another'] },
        }),
      ).rejects.toThrow(`There is no SLO ${id} that you may see`);
    });
  });
});
