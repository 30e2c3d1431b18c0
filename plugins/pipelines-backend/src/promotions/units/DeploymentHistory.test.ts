import { TestDatabases } from '@backstage/backend-test-utils';
import { createDoor } from '../__testUtils__/createDoor';

jest.setTimeout(60_000);

const TARGET = { unit: 'finance', environment: 'prod' };

describe('DeploymentHistory', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())(
    'says what came to run, who wrote it, and what was changed by hand, on %s',
    async databaseId => {
      const door = await createDoor({ databases, databaseId });
      const { deployments, reconcile } = door.promotions;
      const deploy = async (releaseId: number) => {
        const { id } = await door.request(releaseId);
        await door.vote(id, 'ines');
        await door.vote(id, 'fay');
        await door.work();
        door.addRun();
        await door.work();
        door.pass(60);
        return id;
      };
      door.world.authors = [
        { email: 'mara@example.org', ref: 'user:default/mara', commits: 2 },
        { email: 'x@example.org', commits: 1 },
      ];
      const first = await deploy(door.addRelease().id);
      const between = door.at();
      door.pass(60);
      const second = await deploy(door.addRelease().id);
      door.deployer.change(TARGET, 'hand-made', 'mara@example.org');
      await reconcile.look(TARGET, door.deployer);
      door.pass(60);

      const all = await deployments.of(TARGET, {
        from: '2000-01-01T00:00:00.000Z',
        to: door.at(),
      });
      expect(all.map(({ at, ...rest }) => rest)).toEqual([
        {
          how: 'unmanaged',
          before: '1.2.0',
          after: 'hand-made',
          authors: ['mara@example.org'],
        },
        {
          how: 'deployed',
          promotionId: second,
          before: '1.1.0',
          after: '1.2.0',
          members: ['component:default/close_day'],
          authors: ['user:default/mara', 'x@example.org'],
        },
        {
          how: 'deployed',
          promotionId: first,
          after: '1.1.0',
          members: ['component:default/close_day'],
          authors: ['user:default/mara', 'x@example.org'],
        },
      ]);
      const later = await deployments.of(TARGET, {
        from: between,
        to: door.at(),
      });
      expect(later).toEqual(all.slice(0, 2));
      expect(
        await deployments.of(TARGET, { from: between, to: all[1].at }),
      ).toEqual([]);
      expect(
        await deployments.of(
          { ...TARGET, environment: 'dev' },
          { from: '2000-01-01T00:00:00.000Z', to: door.at() },
        ),
      ).toEqual([]);
    },
  );
});
