import { TestDatabases } from '@backstage/backend-test-utils';
import { createDoor, user } from '../__testUtils__/createDoor';

jest.setTimeout(60_000);

const TARGET = { unit: 'finance', environment: 'prod' };

describe('ReconcileService', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())(
    'does not take for a change by hand what was promoted while it read, %p',
    async databaseId => {
      const door = await createDoor({ databases, databaseId });
      const { reconcile } = door.promotions;
      await door.ship(door.addRelease().id);
      const { id } = await door.request(door.addRelease().id);

      // Its answer is on the way while a promotion begins and ends.
      const old = await door.deployer.read(TARGET);
      const read = jest
        .spyOn(door.deployer, 'read')
        .mockImplementationOnce(async () => {
          await door.approve(id);
          return old;
        });
      expect(await reconcile.look(TARGET, door.deployer)).toBeUndefined();
      read.mockRestore();

      expect(await door.state(id)).toBe('Verifying');
      expect(await reconcile.look(TARGET, door.deployer)).toBeUndefined();
      expect(await door.database('unmanaged_changes')).toEqual([]);
    },
  );

  it.each(databases.eachSupportedId())(
    'tells open pages of a change by hand when it is found, once, and when somebody has looked at it, %p',
    async databaseId => {
      const door = await createDoor({ databases, databaseId });
      const { reconcile } = door.promotions;
      await door.ship(door.addRelease().id);
      const heard = () => door.told.splice(0);
      heard();

      await reconcile.look(TARGET, door.deployer);
      expect(heard()).toEqual([]);
      door.deployer.change(TARGET, 'hand-made', 'someone');
      const change = (await reconcile.look(TARGET, door.deployer))!;
      expect(heard()).toEqual([[]]);
      await reconcile.look(TARGET, door.deployer);
      expect(heard()).toEqual([]);

      await reconcile.acknowledge(change.id, {
        by: user('tom'),
        reason: 'It was needed in the night',
      });
      expect(heard()).toEqual([[]]);
    },
  );
});
