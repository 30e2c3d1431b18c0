import { TestDatabases } from '@backstage/backend-test-utils';
import { createDoor } from '../__testUtils__/createDoor';

jest.setTimeout(60_000);

describe('AutomaticPromoter', () => {
  const databases = TestDatabases.create();
  // What it decides by is pure, and tested apart; what it asks for is tested on both databases where promotions are.
  const open = async () => {
    const door = await createDoor({ databases, databaseId: 'SQLITE_3' });
    door.world.requirements = { autoPromote: true };
    const { automatic, context } = door.promotions;
    return {
      ...door,
      look: async () =>
        Promise.all(
          (await automatic.run()).map(
            async id => (await context.store.find(id, door.database))!,
          ),
        ),
    };
  };

  it('takes a release from environment to environment as it is verified there', async () => {
    const door = await open();
    const release = door.addRelease();
    for (const environment of ['dev', 'staging', 'prod']) {
      const asked = await door.look();
      expect(asked).toMatchObject([
        {
          environment,
          releaseId: release.id,
          isAutomatic: true,
          requestedBy: 'system:promotions',
          approvalId: null,
        },
      ]);
      // It is under way, so nothing is asked for twice.
      expect(await door.look()).toEqual([]);
      await door.work();
      door.addRun();
      await door.work();
      expect(await door.state(asked[0].id)).toBe('Succeeded');
    }
    expect(await door.look()).toEqual([]);
    await door.expectIntact();
  });

  it('leaves it to people where the policy, a gate or a hold says so', async () => {
    const door = await open();
    door.addRelease();
    door.world.requirements = {};
    expect(await door.look()).toEqual([]);
    door.world.requirements = { autoPromote: true };
    const hold = await door.promotions.holds.set(
      { unit: 'finance', environment: 'dev' },
      { by: 'user:default/rita', reason: 'The close is tomorrow' },
    );
    expect(await door.look()).toEqual([]);
    await door
      .database('promotion_holds')
      .where({ id: hold.id })
      .update({ ended_at: door.at() });
    door.world.incidents = [
      {
        id: 7,
        title: 'Books are wrong',
        openedAt: door.at(),
        isOpen: true,
        members: [],
      },
    ];
    expect(await door.look()).toEqual([]);
    // It is asked again after a while, not at each look.
    door.world.incidents = [];
    expect(await door.look()).toEqual([]);
    door.pass(31);
    expect(await door.look()).toHaveLength(1);
  });

  it('does not put a release back that was rolled back', async () => {
    const door = await open();
    const good = door.addRelease();
    await door.look();
    await door.work();
    door.addRun();
    door.pass(60);
    await door.work();
    door.addRun();
    door.pass(3700);
    await door.work();
    const bad = door.addRelease();
    const [asked] = await door.look();
    expect(asked).toMatchObject({ environment: 'dev', releaseId: bad.id });
    await door.work();
    door.addRun('failed');
    await door.work();
    door.addRun();
    await door.work();
    const { units } = door.promotions.context;
    const target = { unit: 'finance', environment: 'dev' };
    expect((await units.find(target, door.database))?.releaseId).toBe(good.id);
    for (const environment of (await door.look()).map(e => e.environment)) {
      expect(environment).not.toBe('dev');
    }
  });
});
