import { TestDatabases } from '@backstage/backend-test-utils';
import { createDoor } from '../__testUtils__/createDoor';

jest.setTimeout(60_000);

const BY = { actor: 'user:default/ines', units: undefined };

describe('BoardService', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())(
    'names the release that was registered last and may be used, wherever it runs, %p',
    async databaseId => {
      const door = await createDoor({ databases, databaseId });
      const newest = async () => {
        const { items } = await door.promotions.board.board(BY);
        return items.find(({ unit }) => unit === 'finance')?.newest?.id;
      };
      expect(await newest()).toBeUndefined();
      const first = door.addRelease();
      await door.ship(first.id);
      expect(await newest()).toBe(first.id);
      const second = door.addRelease();
      expect(await newest()).toBe(second.id);
      second.state = 'Retired';
      expect(await newest()).toBe(first.id);
    },
  );
});
