import { TestDatabases } from '@backstage/backend-test-utils';
import {
  BY_SEVEN,
  goodNights,
  nightly,
  nightlyPortal,
  TODAY,
} from '../__testUtils__/nightlyPortal';

jest.setTimeout(60_000);

describe('StandingFeed', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    const start = (runs?: ReturnType<typeof goodNights>) =>
      nightlyPortal({
        databases,
        databaseId,
        pipelines: [{ name: 'close', slos: [BY_SEVEN] }],
        runs,
      });

    it('marks what stands otherwise than before, until it is taken in', async () => {
      const portal = await start();
      const { feed } = portal.slos;
      expect(await feed.changed(10)).toEqual([]);
      const later = '2026-11-22T00:00:00.000Z';
      expect(await feed.settled(later)).toBe(1);

      portal.deliver([nightly('close', TODAY)]);
      portal.pass(62);
      await portal.sweep();
      await portal.slos.evaluate();
      const [mark, ...more] = await feed.changed(10);
      expect(more).toEqual([]);
      expect(await feed.settled(later)).toBeUndefined();
      expect(await feed.settled(mark.markedAt)).toBe(1);
      // It changed once more meanwhile.
      await feed.takenIn([{ ...mark, markedAt: '2026-01-01T00:00:00.000Z' }]);
      expect(await feed.changed(10)).toEqual([mark]);
      await feed.takenIn([mark]);
      expect(await feed.changed(10)).toEqual([]);
    });

    it('marks nothing when time passes and nothing changes', async () => {
      const portal = await start();
      portal.pass(5);
      await portal.slos.evaluate();
      expect(await portal.slos.feed.changed(10)).toEqual([]);
    });

    it('says what was missed, unless something came after it', async () => {
      const portal = await start([
        ...goodNights('close').slice(0, -2),
        nightly('close', '2026-11-19'),
        nightly('close', '2026-11-20', 300),
      ]);
      const { feed } = portal.slos;
      const [{ sloId }] = await portal.database('slo_members').select({
        sloId: 'slo_id',
      });
      expect(await feed.facts([sloId])).toMatchObject([{ misses: [] }]);
      expect(
        await feed.pastMisses({
          from: '2026-11-01T00:00:00.000Z',
          to: '2026-11-21T00:00:00.000Z',
          limit: 10,
        }),
      ).toMatchObject([
        {
          dueAt: '2026-11-19T07:00:00.000Z',
          overAt: '2026-11-20T05:00:00.000Z',
          reason: 'failed',
        },
      ]);

      portal.deliver([nightly('close', TODAY)]);
      await portal.tick(62);
      expect(await feed.facts([sloId])).toMatchObject([
        {
          slo: { name: 'by-seven' },
          misses: [{ dueAt: '2026-11-21T07:00:00.000Z', reason: 'failed' }],
        },
      ]);
    });

    it('marks an SLO that ends, of which there are no facts then', async () => {
      const portal = await start();
      portal.setEntities([]);
      await portal.slos.readDefinitions();
      const marks = await portal.slos.feed.changed(10);
      expect(marks).toHaveLength(1);
      expect(await portal.slos.feed.facts([marks[0].sloId])).toEqual([]);
    });
  });
});
