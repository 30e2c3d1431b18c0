import { TestDatabases } from '@backstage/backend-test-utils';
import { afterCommit } from './afterCommit';

describe('afterCommit', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())(
    'acts on what was committed, and on nothing else, %p',
    async id => {
      const database = await databases.init(id);
      const done: string[] = [];
      await database.transaction(async tx => {
        afterCommit(tx, async () => void done.push('committed'));
        expect(done).toEqual([]);
      });
      await expect(
        database.transaction(async tx => {
          afterCommit(tx, async () => void done.push('rolled back'));
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      await new Promise(resolve => setImmediate(resolve));
      expect(done).toEqual(['committed']);
    },
  );
});
