import { setTimeout as sleep } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import { databaseClock } from './clock';

describe('databaseClock', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())(
    'tells the time of %s, which goes on within a transaction',
    async databaseId => {
      const database = await databases.init(databaseId);
      await database.transaction(async tx => {
        const first = await databaseClock.now(tx);
        await sleep(20);
        const second = await databaseClock.now(tx);
        expect(first).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(second > first).toBe(true);
        expect(Math.abs(Date.parse(first) - Date.now())).toBeLessThan(60_000);
      });
    },
  );
});
