import { TestDatabases } from '@backstage/backend-test-utils';
import { createDoor } from './__testUtils__/createDoor';
import { engineStanding } from './EngineStanding';

jest.setTimeout(60_000);

describe('engineStanding', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())(
    'says what ended, what waits and since when nobody knows, %p',
    async databaseId => {
      const door = await createDoor({ databases, databaseId });
      const look = () => engineStanding(door.at(), door.database);
      expect(await look()).toEqual({
        ended: [],
        oldestVoteAt: null,
        oldestGateAt: null,
        indeterminate: [],
      });

      await door.ship(door.addRelease().id);
      const { id, requestedAt } = await door.request(door.addRelease().id);
      expect(await look()).toMatchObject({
        ended: [
          {
            outcome: 'Succeeded',
            kind: 'promote',
            environment: 'prod',
            count: 1,
          },
        ],
        oldestVoteAt: requestedAt,
        oldestGateAt: null,
      });

      door.world.window = { state: 'closed', reason: 'Month end' };
      await door.approve(id);
      expect(await look()).toMatchObject({
        oldestVoteAt: null,
        oldestGateAt: requestedAt,
      });

      door.world.window = { state: 'open', reason: 'No window' };
      door.deployer.troubles.push('connection-lost');
      door.deployer.unreadable = true;
      door.pass(60);
      const since = door.at();
      await door.work();
      door.pass(600);
      expect(await look()).toMatchObject({
        oldestGateAt: null,
        indeterminate: [{ id, unit: 'finance', environment: 'prod', since }],
      });
    },
  );
});
