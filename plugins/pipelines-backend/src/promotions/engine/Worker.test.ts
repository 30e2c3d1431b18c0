import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { createDoor } from '../__testUtils__/createDoor';
import type { PromotionRecord } from '../records';
import type { Engine } from './Engine';
import { Worker } from './Worker';

jest.setTimeout(60_000);

const TIMES = { pollSeconds: 30, leaseSeconds: 30 };

describe('Worker', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    /** A worker whose engine is a stand-in, and one promotion for it. */
    const open = async () => {
      const door = await createDoor({ databases, databaseId });
      door.promotions.worker.pause();
      const { id } = await door.request(door.addRelease().id);
      const { context } = door.promotions;
      const advance = jest.fn<
        ReturnType<Engine['advance']>,
        Parameters<Engine['advance']>
      >();
      const worker = new Worker(context, {
        engine: { advance } as unknown as Engine,
        times: TIMES,
        logger: mockServices.logger.mock(),
      });
      return {
        advance,
        context,
        database: door.database,
        id,
        find: () => door.find(id),
        wakeUp: async () => {
          const at = await context.clock.now(door.database);
          await door
            .database('promotions')
            .where({ id })
            .update({ wake_at: at });
        },
        work: async () => {
          worker.wake();
          await worker.idle();
          // It looks again by itself in a moment, if it has to.
          await new Promise(resolve => {
            setImmediate(resolve);
          });
          await worker.idle();
        },
      };
    };

    it('looks again when its engine says so, and not before', async () => {
      const door = await open();
      door.advance.mockImplementation(async (id, { owner }) => {
        await door.context.store.take(id, owner, door.database);
        return 30;
      });
      await door.work();
      await door.work();
      expect(door.advance).toHaveBeenCalledTimes(1);
      const now = await door.context.clock.now(door.database);
      expect(await door.find()).toMatchObject({
        leaseOwner: null,
        leaseUntil: null,
        wakeAt: new Date(Date.parse(now) + 30_000).toISOString(),
      });
    });

    it('forgets no wake-up that comes while it looks', async () => {
      const door = await open();
      door.advance.mockImplementationOnce(async (id, { owner }) => {
        await door.context.store.take(id, owner, door.database);
        // Somebody votes, in the very millisecond of its last wake-up, after it has read that nobody has.
        await door.wakeUp();
        return 30;
      });
      door.advance.mockImplementation(async (id, { owner }) => {
        await door.context.store.take(id, owner, door.database);
        return undefined;
      });
      await door.work();
      expect(door.advance).toHaveBeenCalledTimes(2);
      expect(await door.find()).toMatchObject({
        leaseOwner: null,
        wakeAt: null,
      });
    });

    it('takes only what it has a lease on, and leaves it due for the time after the lease', async () => {
      const door = await open();
      const { store } = door.context;
      expect(
        await store.take(door.id, 'nobody', door.database),
      ).toBeUndefined();
      const taken: Array<PromotionRecord | undefined> = [];
      door.advance.mockImplementation(async (id, { owner }) => {
        taken.push(await store.take(id, owner, door.database));
        return 30;
      });
      await door.work();
      expect(taken).toEqual([
        expect.objectContaining({ leaseOwner: expect.any(String) }),
      ]);
      expect(taken[0]?.wakeAt).toBe(taken[0]?.leaseUntil);
    });
  });
});
