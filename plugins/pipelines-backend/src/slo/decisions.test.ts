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

    it('are requests for approval, decided on in the inbox as well', async () => {
      const { approvals, id, ledger, slos, verdictOfOutage } = await start();
      const decision = await slos.decisions.propose(id, OUTAGE, ines);
      const asker = (person: string) => ({
        person,
        scopeOf: async () => ({}),
      });
      const { items } = await approvals.inbox.page(
        { view: 'decide' },
        asker(priya.person),
        { limit: 10 },
      );
      expect(items).toMatchObject([
        {
          id: decision.approvalId,
          type: 'slo-change',
          subjectRef: `slo-decision:${decision.id}`,
          requestedBy: ines.person,
          state: 'Pending',
        },
      ]);
      const detail = await approvals.inbox.detail(
        decision.approvalId!,
        asker(priya.person),
      );
      expect(detail.subject).toMatchObject({
        slo: 'by-five',
        entityRef: 'component:default/close',
        reason: OUTAGE.reason,
      });
      const vote = (person: string) =>
        approvals.voting.vote(
          {
            requestId: detail.id,
            kind: 'approve',
            subjectHash: detail.subjectHash,
            shownDigest: detail.shown.digest,
          },
          { ...asker(person), authenticatedAt: null },
        );
      await expect(vote(ines.person)).rejects.toThrow('You asked for this');
      expect((await vote(priya.person)).state).toBe('Consumed');
      expect(await verdictOfOutage()).toMatchObject({ state: 'EXCLUDED' });
      expect(await slos.decisions.list(id, {})).toMatchObject([
        { status: 'confirmed', confirmedBy: priya.person },
      ]);
      expect(await ledger.verify()).toMatchObject({
        status: 'intact',
        rows: 4,
      });
    });

    it('are withdrawn when the request is rejected, and end the request when they are withdrawn', async () => {
      const { approvals, database, id, slos } = await start();
      const first = await slos.decisions.propose(id, OUTAGE, ines);
      const request = await database('approval_requests')
        .where({ id: first.approvalId })
        .first();
      await approvals.voting.vote(
        {
          requestId: request.id,
          kind: 'reject',
          subjectHash: request.subject_hash,
          shownDigest: request.snapshot_digest,
        },
        {
          person: priya.person,
          scopeOf: async () => ({}),
          authenticatedAt: null,
        },
      );
      const second = await slos.decisions.propose(id, OUTAGE, ines);
      await slos.decisions.withdraw(id, second.id, ines);
      const third = await slos.decisions.propose(id, OUTAGE, ines);
      await slos.decisions.withdraw(id, third.id, priya);
      expect(
        (await slos.decisions.list(id, {})).map(d => [d.status, d.withdrawnBy]),
      ).toEqual([
        ['withdrawn', priya.person],
        ['withdrawn', ines.person],
        ['withdrawn', priya.person],
      ]);
      expect(
        await database('approval_requests').orderBy('id').pluck('state'),
      ).toEqual(['Rejected', 'Withdrawn', 'Invalidated']);
    });

    it('that an older version has left open are asked for, and can be confirmed', async () => {
      const { database, id, slos, approvals, verdictOfOutage } = await start();
      const old = async () => {
        const [row] = await database('slo_decisions')
          .insert({
            slo_id: id,
            kind: 'exclusion',
            from_at: '2026-11-19T00:00:00.000Z',
            to_at: '2026-11-20T00:00:00.000Z',
            reason: OUTAGE.reason,
            decided_by: ines.person,
            decided_at: '2026-11-20T00:00:00.000Z',
          })
          .returning('id');
        return row.id;
      };
      const first = await old();
      await slos.takeOverDecisions();
      await slos.takeOverDecisions();
      const { items } = await approvals.inbox.page(
        { view: 'all' },
        { person: priya.person, scopeOf: async () => ({}) },
        { limit: 10 },
      );
      expect(items.map(i => i.subjectRef)).toEqual([`slo-decision:${first}`]);
      // One that an older replica adds while this one runs.
      const second = await old();
      await slos.decisions.confirm(id, second, priya);
      expect(await verdictOfOutage()).toMatchObject({ state: 'EXCLUDED' });
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

    it('is asked for when a promise was loosened, and shows both figures until two people have confirmed it', async () => {
      const { database, id, ledger, pass, setEntities, slo, slos } =
        await start();
      const before = (await slo()).budget!;
      pass(1);
      setEntities([
        dagEntity('close', 'close', {
          slos: [
            {
              ...BY_FIVE,
              target: 50,
              deadline: { time: '05:30', timezone: 'UTC' },
            },
          ],
        }),
      ]);
      await slos.readDefinitions();
      await slos.evaluate();
      const [decision] = await slos.decisions.list(id, {});
      expect(decision).toMatchObject({
        kind: 'loosened-target',
        status: 'proposed',
        decidedBy: 'system:catalog',
        reason:
          'Read from the entity: target is 50 instead of 90; deadline.time is 05:30 instead of 05:00',
      });
      // The definition that was read is in force, for what comes; figures of both promises are there.
      const loosened = await slo();
      expect(loosened).toMatchObject({
        target: 50,
        loosened: {
          decisionId: decision.id,
          before: { target: 90, deadline: { time: '05:00' } },
          budget: { bad: before.bad, allowed: before.allowed },
          forgiven: 0,
        },
      });
      expect(await database('slo_decisions')).toHaveLength(1);

      // Who changed the file isn't known, so one person isn't enough.
      const first = await slos.decisions.confirm(id, decision.id, ines);
      expect(first.status).toBe('proposed');
      expect((await slo()).loosened).toBeDefined();
      const second = await slos.decisions.confirm(id, decision.id, priya);
      expect(second).toMatchObject({
        status: 'confirmed',
        confirmedBy: priya.person,
      });
      expect((await slo()).loosened).toBeUndefined();
      expect(await ledger.verify()).toMatchObject({ status: 'intact' });
    });

    it('is no way around: an SLO that is taken away and put back looser waits as well, one that is tightened does not', async () => {
      const { id, pass, setEntities, slo, slos } = await start();
      const put = async (...own: object[]) => {
        pass(1);
        setEntities([dagEntity('close', 'close', { slos: own })]);
        await slos.readDefinitions();
      };
      await put({ ...BY_FIVE, target: 95 });
      expect(await slos.decisions.list(id, {})).toEqual([]);
      await put();
      await put({ ...BY_FIVE, target: 60 });
      const [decision] = await slos.decisions.list(id, {});
      await slos.decisions.withdraw(id, decision.id, ines);
      expect((await slo()).loosened?.before.target).toBe(95);
      await put({ ...BY_FIVE, target: 95 });
      expect((await slo()).loosened).toBeUndefined();
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
