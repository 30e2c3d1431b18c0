import { TestDatabases } from '@backstage/backend-test-utils';
import { migrate } from '../database/migrate';
import { IdempotencyStore } from './IdempotencyStore';

describe('IdempotencyStore', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function start() {
      const database = await databases.init(databaseId);
      await migrate({ getClient: async () => database });
      const store = new IdempotencyStore();
      let works = 0;
      const send = (
        more: { caller?: string; key?: string; request?: object } = {},
        work = async () => ++works,
      ) =>
        database.transaction(tx =>
          store.once(
            {
              caller: 'user:default/ines',
              key: 'k',
              operation: 'vote',
              request: { kind: 'approve' },
              at: '2026-11-25T06:00:00.000Z',
              ...more,
            } as never,
            tx,
            work,
          ),
        );
      const find = (request: object = { kind: 'approve' }, key = 'k') =>
        store.find(
          {
            caller: 'user:default/ines',
            key,
            operation: 'vote',
            request: request as never,
          },
          database,
        );
      return { find, send, works: () => works };
    }

    it('does the work once, and gives its result again', async () => {
      const { send, works } = await start();
      expect(await send()).toBe(1);
      expect(await send()).toBe(1);
      expect(works()).toBe(1);
    });

    it('refuses the key for another request, but not for another caller', async () => {
      const { send } = await start();
      await send();
      await expect(send({ request: { kind: 'reject' } })).rejects.toThrow(
        'The Idempotency-Key k was used for another request',
      );
      expect(await send({ caller: 'service:ci' })).toBe(2);
    });

    it('tells a result that there is, and works nothing out', async () => {
      const { find, send, works } = await start();
      expect(await find()).toBeUndefined();
      expect(works()).toBe(0);
      await send();
      expect(await find()).toBe(1);
      expect(await find(undefined, 'other')).toBeUndefined();
      await expect(find({ kind: 'reject' })).rejects.toThrow(
        'was used for another request',
      );
      await expect(find(undefined, '')).rejects.toThrow('1 to 255 characters');
    });

    it('knows a request by its content, not by the order of its keys', async () => {
      const { send } = await start();
      await send({ request: { a: 1, b: 2 } });
      expect(await send({ request: { b: 2, a: 1 } })).toBe(1);
    });

    it('does the work each time without a key', async () => {
      const { send } = await start();
      await send({ key: undefined });
      expect(await send({ key: undefined })).toBe(2);
    });

    it('keeps nothing of work that failed', async () => {
      const { send } = await start();
      await expect(
        send({}, async () => {
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      expect(await send()).toBe(1);
    });

    it('does the work once for requests at the same time', async () => {
      const { send, works } = await start();
      expect(await Promise.all([send(), send(), send()])).toEqual([1, 1, 1]);
      expect(works()).toBe(1);
    });

    it.each(['', 'x'.repeat(256), 'a\0b'])('refuses the key %j', async key => {
      const { send } = await start();
      await expect(send({ key })).rejects.toThrow('1 to 255 characters');
    });
  });
});
