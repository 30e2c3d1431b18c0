import { TestDatabases } from '@backstage/backend-test-utils';
import type { RunObservation } from '@sluice/plugin-pipelines-node';
import {
  BY_SEVEN,
  goodNights,
  nightly,
  nightlyPortal,
  type NightlyPipeline,
  TODAY,
} from '../__testUtils__/nightlyPortal';

jest.setTimeout(60_000);

const component = (name: string) => `component:default/${name}`;

describe('alerts', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    const start = (pipelines: NightlyPipeline[], runs?: RunObservation[]) =>
      nightlyPortal({ databases, databaseId, pipelines, runs });

    it('opens when a deadline has passed, is one notification until it is over, and says how long it lasted', async () => {
      const portal = await start([{ name: 'close', slos: [BY_SEVEN] }]);
      expect(await portal.alerts()).toEqual([]);

      portal.deliver([nightly('close', TODAY)]);
      await portal.tick(62);
      const [alert, ...more] = await portal.alerts();
      expect(more).toEqual([]);
      expect(alert).toMatchObject({
        key: 'late:pipeline:component:default/close',
        kind: 'missed-deadline',
        urgency: 'urgent',
        severity: 'critical',
        state: 'open',
        pipelines: [component('close')],
        dueAt: '2026-11-21T07:00:00.000Z',
        summary: 'close missed its deadline of 07:00 UTC: its run failed',
        openedAt: '2026-11-21T07:03:01.000Z',
      });
      expect(await portal.tell()).toMatchObject([
        {
          to: ['group:default/finance'],
          title: alert.summary,
          severity: 'critical',
          link: `/pipelines/alerts/${alert.id}`,
          scope: 'sluice:late:pipeline:component:default/close',
        },
      ]);
      expect(await portal.tell()).toEqual([]);

      await portal.tick(5);
      expect(portal.signals.alerts).toEqual([[alert.id]]);

      portal.deliver([nightly('close', TODAY, 455)]);
      await portal.tick(30);
      expect(await portal.alerts()).toMatchObject([
        { id: alert.id, state: 'resolved', lastSeconds: 35 * 60 },
      ]);
      expect(await portal.tell()).toMatchObject([
        {
          title: `Over after 35 min: ${alert.summary}`,
          severity: 'low',
          scope: 'sluice:late:pipeline:component:default/close',
        },
      ]);
    });

    it('is one for an upstream that fails and all that it makes late, whoever owns them', async () => {
      const readers = Array.from({ length: 14 }, (_, i) => `reader-${i}`);
      const portal = await start([
        { name: 'orders', owner: 'commerce' },
        { name: 'staging', reads: ['orders'], tier: 2 },
        ...readers.map(name => ({
          name,
          reads: ['staging'],
          slos: [BY_SEVEN],
        })),
      ]);
      portal.deliver([
        nightly('orders', TODAY),
        ...readers.map(name =>
          nightly(name, TODAY, undefined, {
            state: 'running',
            endedAt: undefined,
          }),
        ),
      ]);
      await portal.tick(62);
      const [alert, ...more] = await portal.alerts();
      expect(more).toEqual([]);
      expect(alert).toMatchObject({
        kind: 'missed-deadline',
        cause: { ref: component('orders'), owner: 'group:default/commerce' },
        affected: 14,
        summary: expect.stringMatching(
          /^orders holds up 14 pipelines \(14 missed their deadline\): failed/,
        ),
      });
      expect(await portal.tell()).toMatchObject([
        {
          to: ['group:default/commerce'],
          title: expect.stringContaining('orders holds up 14 pipelines'),
        },
        {
          to: ['group:default/finance'],
          title:
            '14 of your pipelines: affected by orders, which group:default/commerce owns',
        },
      ]);
      expect(await portal.incidents()).toMatchObject([
        { affected: 14, cause: { ref: component('orders') }, openAlerts: 1 },
      ]);
    });

    it('is one for a source that can not be read, and claims nothing of its pipelines', async () => {
      const names = ['a', 'b', 'c'];
      const portal = await start(
        names.map(name => ({ name, slos: [BY_SEVEN] })),
      );
      portal.fail(new Error('connect ECONNREFUSED'));
      await portal.tick(1);
      await portal.tick(62);
      expect(await portal.alerts()).toMatchObject([
        {
          kind: 'source-unreadable',
          urgency: 'maintenance',
          cause: { type: 'source', ref: 'airflow-prod' },
          affected: 3,
        },
      ]);
      expect(await portal.incidents()).toEqual([]);

      portal.fail(undefined);
      portal.deliver(names.map(name => nightly(name, TODAY, 390)));
      await portal.tick(10);
      expect(await portal.alerts()).toMatchObject([{ state: 'resolved' }]);
    });

    it('finds out once what there would have been before it looked, and tells nobody', async () => {
      const portal = await start(
        [{ name: 'close', slos: [BY_SEVEN] }],
        [
          ...goodNights('close').slice(0, -3),
          nightly('close', '2026-11-18', 500),
        ],
      );
      portal.deliver([
        nightly('close', '2026-11-19', 300),
        nightly('close', '2026-11-20', 300),
      ]);
      await portal.tick(1);
      await portal.tick(3);
      await portal.tick(3);
      const past = (await portal.alerts()).filter(each => each.inHindsight);
      expect(past).toMatchObject([
        {
          kind: 'missed-deadline',
          state: 'resolved',
          openedAt: '2026-11-18T07:00:00.000Z',
          resolvedAt: '2026-11-18T08:20:00.000Z',
          lastSeconds: 80 * 60,
        },
      ]);
      const incidents = await portal.incidents();
      expect(incidents.filter(each => each.inHindsight)).toMatchObject([
        {
          state: 'closed',
          closedAt: '2026-11-18T08:30:00.000Z',
          pipelines: [component('close')],
        },
      ]);
      const told = await portal.tell();
      expect(told.filter(({ scope }) => scope?.includes(past[0].key))).toEqual(
        [],
      );
      await portal.tick(1);
      expect(
        (await portal.alerts()).filter(each => each.inHindsight),
      ).toHaveLength(1);
    });

    it('comes back as the same one soon after it was over', async () => {
      const portal = await start([{ name: 'close', slos: [BY_SEVEN] }]);
      portal.fail(new Error('connect ECONNREFUSED'));
      await portal.tick(1);
      await portal.tick(1);
      const [first] = await portal.alerts();
      portal.fail(undefined);
      await portal.tick(5);
      expect(await portal.alerts()).toMatchObject([{ state: 'resolved' }]);
      portal.fail(new Error('connect ECONNREFUSED'));
      await portal.tick(1);
      await portal.tick(1);
      expect(await portal.alerts()).toMatchObject([
        {
          id: first.id,
          state: 'open',
          reopened: 1,
          openedAt: first.openedAt,
        },
      ]);
    });

    it('is acknowledged once, and not when it is over', async () => {
      const portal = await start([{ name: 'close', slos: [BY_SEVEN] }]);
      portal.deliver([nightly('close', TODAY)]);
      await portal.tick(62);
      const [{ id }] = await portal.alerts();
      const { service } = portal.onCall.alerts;
      const by = 'user:default/ines';
      expect(
        await service.acknowledge(id, { by, note: 'On it' }, {}),
      ).toMatchObject({ state: 'acknowledged', acknowledgedBy: by });
      await service.acknowledge(id, { by: 'user:default/tom' }, {});
      expect((await service.detail(id, {})).history).toMatchObject([
        { type: 'opened' },
        { type: 'acknowledged', by, text: 'On it' },
      ]);
      portal.deliver([nightly('close', TODAY, 455)]);
      await portal.tick(30);
      await expect(service.acknowledge(id, { by }, {})).rejects.toThrow(
        /was resolved at/,
      );
      await expect(
        service.acknowledge(id, { by }, { units: ['another'] }),
      ).rejects.toThrow(/no alert .* that you may see/);
    });
  });
});
