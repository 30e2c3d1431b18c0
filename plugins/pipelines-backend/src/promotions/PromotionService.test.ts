import { TestDatabases } from '@backstage/backend-test-utils';
import { createDoor, user } from './__testUtils__/createDoor';

jest.setTimeout(60_000);

const TARGET = { unit: 'finance', environment: 'prod' };

describe('PromotionService', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())(
    'answers the same request under the same key with what it made, and plans nothing, whatever has changed since, %p',
    async databaseId => {
      const door = await createDoor({ databases, databaseId });
      await door.ship(door.addRelease().id);
      const release = door.addRelease();
      const request = (more = {}) =>
        door.request(release.id, more, 'rita', 'the-key');
      const { id } = await request();

      // None of this would be planned or asked for any more.
      door.deployer.change(TARGET, 'hand-made', 'ines@northstar.example');
      await door.promotions.reconcile.look(TARGET, door.deployer);
      door.world.policyVersion = 'p2';
      release.state = 'Retired';
      const plan = jest.spyOn(door.deployer, 'plan').mockImplementation(() => {
        throw new Error('The target is down');
      });
      await expect(
        door.request(release.id, {}, 'rita', 'another-key'),
      ).rejects.toThrow();
      plan.mockClear();

      const again = await request();
      expect(again.id).toBe(id);
      expect((await request({ planHash: 'f'.repeat(64) })).id).toBe(id);
      await expect(request({ environment: 'staging' })).rejects.toThrow(
        'was used for another request',
      );
      expect(plan).not.toHaveBeenCalled();
      expect(await door.database('promotions')).toHaveLength(2);
      await door.expectIntact();
    },
  );

  it.each(databases.eachSupportedId())(
    'makes one promotion of requests that come at the same time, %p',
    async databaseId => {
      const door = await createDoor({ databases, databaseId });
      const release = door.addRelease();
      const made = await Promise.all(
        [1, 2, 3].map(() => door.request(release.id, {}, 'rita', 'the-key')),
      );
      expect(new Set(made.map(({ id }) => id)).size).toBe(1);
      expect(made[0].requestedBy).toBe(user('rita'));
      expect(await door.database('promotions')).toHaveLength(1);
    },
  );

  it.each(databases.eachSupportedId())(
    'runs the recovery clock of a hotfix from the end of the failed run that it mends, %p',
    async databaseId => {
      const door = await createDoor({ databases, databaseId });
      await door.ship(door.addRelease().id);
      door.addRun('failed');
      const run = door.world.runs.at(-1)!;
      const hotfix = (failedRunId: string) =>
        door.request(door.addRelease({ label: 'fix' }).id, {
          lane: 'hotfix',
          failedRunId,
        });
      const fix = await hotfix(run.runId);
      expect(fix.failedAt).toBe(run.endedAt);
      // Of a run that nobody has seen there is nothing to say.
      expect((await hotfix('elsewhere')).failedAt).toBeNull();

      await door.vote(fix.id, 'tom');
      await door.work();
      door.addRun();
      await door.work();
      const { restoredAt } = await door.find(fix.id);
      expect(restoredAt! > run.endedAt!).toBe(true);
    },
  );
});
