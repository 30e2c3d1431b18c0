import { TestDatabases } from '@backstage/backend-test-utils';
import { migrate } from '../database/migrate';
import { PastStore } from './PastStore';

describe('PastStore', () => {
  const databases = TestDatabases.create();
  it.each(databases.eachSupportedId())(
    'lets one process tell a past, once, on %s',
    async id => {
      const database = await databases.init(id);
      await migrate({ getClient: async () => database });
      const [one, other] = [
        new PastStore({ database }),
        new PastStore({ database }),
      ];
      expect(await one.claim('north')).toMatchObject({
        isOurs: true,
        telling: { position: 0, toldAt: null },
      });
      expect(await other.claim('north')).toMatchObject({ isOurs: false });
      expect(await one.advance('north', 3)).toBe(true);
      expect(await other.advance('north', 4)).toBe(false);
      await one.addName('north', 'release', 'r', 7);
      await one.addName('north', 'release', 'r', 7);
      expect([...(await other.names('north'))]).toEqual([['release r', 7]]);

      // It said nothing for long: another one goes on from there.
      await database('past_tellings').update({
        teller_until: '2020-01-01T00:00:00.000Z',
      });
      expect(await other.claim('north')).toMatchObject({
        isOurs: true,
        telling: { position: 3 },
      });
      expect(await one.advance('north', 4)).toBe(false);
      await other.finish('north');
      expect(await one.claim('north')).toMatchObject({
        isOurs: false,
        telling: { toldAt: expect.any(String) },
      });

      // Times of the ledger never go back: what is there already comes first.
      await database('ledger').insert({
        seq: 1,
        at: '2026-01-01T00:00:00.000Z',
        actor: 'a',
        type: 't',
        subject: 's',
        payload_digest: 'd',
        payload: '{}',
        hash: 'h',
      });
      expect(await one.claim('south')).toBeUndefined();
    },
  );
});
