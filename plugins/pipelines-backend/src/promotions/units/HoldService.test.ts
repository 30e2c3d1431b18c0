import { TestDatabases } from '@backstage/backend-test-utils';
import { createDoor, user } from '../__testUtils__/createDoor';

jest.setTimeout(60_000);

const TARGET = { unit: 'finance', environment: 'prod' };

describe('HoldService', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())(
    'tells open pages when a hold is set, its end is asked for, and it ends, %p',
    async databaseId => {
      const door = await createDoor({ databases, databaseId });
      const { context, holds } = door.promotions;
      const heard = () => door.told.splice(0);
      const hold = await holds.set(TARGET, {
        by: user('pat'),
        reason: 'The warehouse moves',
      });
      expect(heard()).toEqual([[]]);

      await holds.askToEnd(hold.id, user('pat'));
      expect(heard()).toEqual([[]]);

      const request = await door.database('approval_requests').first();
      const vote = (name: string) =>
        door.approvals.voting.vote(
          {
            requestId: request.id,
            kind: 'approve',
            subjectHash: request.subject_hash,
            shownDigest: request.snapshot_digest,
          },
          {
            person: user(name),
            scopeOf: async () => ({}),
            authenticatedAt: null,
          },
        );
      await expect(vote('pat')).rejects.toThrow();
      expect(heard()).toEqual([]);
      await vote('quinn');
      expect(heard()).toEqual([[]]);
      expect(await context.units.holds('finance', door.database)).toEqual([]);

      await expect(
        holds.set(
          { ...TARGET, environment: 'nowhere' },
          { by: user('pat'), reason: '' },
        ),
      ).rejects.toThrow('There is no unit finance in nowhere');
      expect(heard()).toEqual([]);
    },
  );
});
