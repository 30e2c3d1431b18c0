import { TestDatabases } from '@backstage/backend-test-utils';
import { createDoor } from './__testUtils__/createDoor';

jest.setTimeout(60_000);

const BY = { actor: 'user:default/ines', units: undefined };

describe('PromotionQueries', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())(
    'says which rollback took a promotion back, if one was what came next, %p',
    async databaseId => {
      const door = await createDoor({ databases, databaseId });
      const detail = (id: number) => door.promotions.queries.detail(id, BY);
      const good = door.addRelease();
      const first = await door.ship(good.id);
      const second = await door.ship(door.addRelease().id);
      expect((await detail(second.id)).rolledBackBy).toBeUndefined();

      door.pass(60);
      const back = await door.request(good.id, { kind: 'rollback' });
      expect((await detail(second.id)).rolledBackBy).toBeUndefined();
      await door.work();
      expect((await detail(second.id)).rolledBackBy).toBe(back.id);
      expect((await detail(first.id)).rolledBackBy).toBeUndefined();
      expect((await detail(back.id)).rolledBackBy).toBeUndefined();
    },
  );
});
