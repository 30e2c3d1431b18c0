import { TestDatabases } from '@backstage/backend-test-utils';

describe('the databases that store tests run on', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())('answer, %p', async databaseId => {
    const knex = await databases.init(databaseId);
    expect(await knex.select(knex.raw('1 + 1 as two'))).toEqual([{ two: 2 }]);
  });

  // Without this a broken connection string would only make the suite smaller, and still green.
  it('include PostgreSQL when run by npm test', () => {
    const required = process.env.SLUICE_REQUIRE_POSTGRES
      ? ['SQLITE_3', 'POSTGRES_18']
      : ['SQLITE_3'];
    expect(databases.eachSupportedId().flat()).toEqual(
      expect.arrayContaining(required),
    );
  });
});
