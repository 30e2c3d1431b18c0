import { TestDatabases } from '@backstage/backend-test-utils';
import {
  BY_SEVEN,
  goodNights,
  nightly,
  nightlyPortal,
  TODAY,
} from '../__testUtils__/nightlyPortal';

jest.setTimeout(60_000);

describe('the morning report', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    const start = (time: string) =>
      nightlyPortal({
        databases,
        databaseId,
        pipelines: [
          { name: 'orders', owner: 'commerce' },
          { name: 'close', reads: ['orders'], slos: [BY_SEVEN] },
          { name: 'quiet', slos: [BY_SEVEN], owner: 'people' },
        ],
        // So many that there are ten Saturdays to foretell one by.
        runs: [
          ...goodNights('orders', 31),
          ...goodNights('close', 80),
          ...goodNights('quiet', 31),
        ],
        config: {
          pipelines: {
            reports: {
              morning: { time, timezone: 'UTC', recipients: ['platform'] },
            },
          },
        },
      });

    it('says what will miss its deadline, why, whose it is and what to do, once', async () => {
      const portal = await start('06:30');
      portal.deliver([
        nightly('orders', TODAY),
        nightly('close', TODAY, undefined, {
          state: 'running',
          startedAt: '2026-11-21T05:00:00.000Z',
          endedAt: undefined,
        }),
        nightly('quiet', TODAY, 300),
      ]);
      await portal.tick(20);
      await portal.tick(5);
      const { reports } = portal.onCall;
      await expect(reports.service.read('2026-11-21', {})).rejects.toThrow(
        'There is no morning report of 2026-11-21',
      );
      portal.pass(10);
      await reports.make();
      await reports.make();
      const report = await reports.service.newest({});
      expect(report).toMatchObject({
        date: '2026-11-21',
        timezone: 'UTC',
        dueAt: '2026-11-21T06:30:00.000Z',
        quiet: false,
        atRisk: [
          {
            cause: {
              ref: 'component:default/orders',
              owner: 'group:default/commerce',
            },
            summary: expect.stringMatching(
              /^orders holds up 1 pipeline \(1 will miss theirs\): failed/,
            ),
            nextStep: expect.stringContaining('orders'),
            affected: [
              {
                pipeline: 'component:default/close',
                dueAt: '2026-11-21T07:00:00.000Z',
              },
            ],
          },
        ],
        missed: [],
        unknown: [],
      });
      const told = await portal.tell();
      expect(
        told.filter(({ to }) => to[0] === 'group:default/platform'),
      ).toMatchObject([
        {
          title: 'Morning report of 2026-11-21: 1 cause puts deadlines at risk',
          link: '/pipelines/reports/2026-11-21',
        },
      ]);
      // Whoever may not see the pipelines reads of a quiet morning.
      expect(
        await reports.service.read('2026-11-21', { units: ['quiet'] }),
      ).toMatchObject({ quiet: true, atRisk: [] });
    });

    it('says that a morning is quiet', async () => {
      const portal = await start('05:30');
      portal.deliver([
        nightly('close', TODAY, 300),
        nightly('quiet', TODAY, 300),
      ]);
      await portal.tick(1);
      await portal.tick(3);
      await portal.tell();
      await portal.onCall.reports.make();
      expect(await portal.onCall.reports.service.newest({})).toMatchObject({
        quiet: true,
        atRisk: [],
        missed: [],
        unknown: [],
        forecasts: { date: '2026-11-20', decided: 0, hits: 0, wrong: [] },
      });
      expect(await portal.tell()).toMatchObject([
        { title: 'Morning report of 2026-11-21: a quiet morning' },
      ]);
    });

    it('holds what was foretold the day before against what came of it', async () => {
      const portal = await start('05:30');
      portal.deliver([
        nightly('close', TODAY, undefined, {
          state: 'running',
          startedAt: '2026-11-21T05:00:00.000Z',
          endedAt: undefined,
        }),
      ]);
      await portal.tick(30);
      // It was quicker than foretold.
      portal.deliver([nightly('close', TODAY, 405)]);
      await portal.tick(24 * 60 - 3);
      await portal.tick(3);
      await portal.onCall.reports.make();
      expect(
        (await portal.onCall.reports.service.newest({}))!.forecasts,
      ).toMatchObject({
        date: TODAY,
        decided: 1,
        hits: 0,
        hitRate: 0,
        falseAlarms: 1,
        wrong: [{ pipeline: 'component:default/close', missed: false }],
      });
    });
  });
});
