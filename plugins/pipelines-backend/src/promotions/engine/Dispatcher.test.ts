import { TestDatabases } from '@backstage/backend-test-utils';
import { createDoor } from '../__testUtils__/createDoor';

jest.setTimeout(60_000);

describe('Dispatcher', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())(
    'replaces older ones even if the worker dies right after it said that a newer one is approved, %p',
    async databaseId => {
      const door = await createDoor({ databases, databaseId });
      const { store } = door.promotions.context;
      const older = await door.request(door.addRelease().id);
      const newer = await door.request(door.addRelease().id);

      jest
        .spyOn(store, 'inStates')
        .mockRejectedValueOnce(new Error('The worker is gone'));
      await door.approve(newer.id);
      expect(await door.state(newer.id)).toBe('Scheduled');
      expect(await door.state(older.id)).toBe('AwaitingApproval');

      door.pass(60);
      await door.work();
      expect(await door.state(newer.id)).toBe('Verifying');
      expect(await door.find(older.id)).toMatchObject({
        state: 'Superseded',
        supersededBy: newer.id,
      });
    },
  );
});
