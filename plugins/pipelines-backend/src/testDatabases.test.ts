import { TestDatabases } from '@backstage/backend-test-utils';

describe('the databases that store tests run on', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())('answer, %p', async databaseId => {
    const knex = await databases.init(databaseId);
    expect(await knex.select(knex.raw('1 + 1 as two'))).toEqual([{ two: 2 }]);
  });

  // Without this a broken connection string would only make the suite smaller, and still green.
  const itIfRequired = process.env.SLUICE_REQUIRE_POSTGRES ? it : it.skip;
  itIfRequired('include PostgreSQL when run by npm test', () => {
    // eslint-disable-next-line jest/no-standalone-expect
    expect(databases.eachSupportedId()).toEqual([
      ['SQLITE_3'],
      ['POSTGRES_18'],
    ]);
  });
});
