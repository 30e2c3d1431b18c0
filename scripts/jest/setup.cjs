/*
 * What every Jest test file of the workspace starts with. The root package.json names this file under "jest", and
 * backstage-cli hands it to each package. It must stay quick: it runs once for every test file.
 *
 * It is in `setupFiles` and not in `setupFilesAfterEnv`, because backstage-cli appends each package's own
 * `src/setupTests.ts` to the one array that all packages share there.
 *
 * HOW A DATABASE TEST IS WRITTEN, with nothing to import or set up beyond the usual:
 *
 *   import { TestDatabases } from '@backstage/backend-test-utils';
 *
 *   describe('DatabaseRunStore', () => {
 *     const databases = TestDatabases.create();
 *
 *     it.each(databases.eachSupportedId())('keeps the first success, %p', async databaseId => {
 *       const knex = await databases.init(databaseId); // a fresh, empty database
 *       ...
 *
 * Run by `npm test` it runs on SQLite and on PostgreSQL 18; run by `backstage-cli package test` alone, on SQLite only.
 * For one file on both: `npm test -- unit -- plugins/pipelines-backend/src/runs`.
 */

const [major, minor] = process.versions.node.split('.').map(Number);
if (!(major === 22 && minor >= 22) && !(major === 24 && minor >= 6)) {
  // better-sqlite3 13 crashes Node 20 without a word, which looks like a test that never ran.
  throw new Error(
    `The tests need Node 22.22 or 24.6 and newer, this is ${process.version}: run them by "npm test"`,
  );
}

// With CI=true Backstage would otherwise try to start ten databases in Docker.
process.env.BACKSTAGE_TEST_DISABLE_DOCKER = '1';

/** How long a query waits for the only connection of SQLite before it says so, rather than run into Jest's time-out. */
const SQLITE_ACQUIRE_TIMEOUT_MS = 4000;

// Only Node tests, and only when a test asks for the module: it takes a second or two to load.
if (typeof window === 'undefined') {
  jest.mock('@backstage/backend-test-utils', () => {
    const actual = jest.requireActual('@backstage/backend-test-utils');
    const { TestDatabases } = actual;
    TestDatabases.setDefaults({ ids: ['SQLITE_3', 'POSTGRES_18'] });

    const { init } = TestDatabases.prototype;
    TestDatabases.prototype.init = async function initWithShortWait(id) {
      const knex = await init.call(this, id);
      if (id === 'SQLITE_3') {
        knex.client.pool.acquireTimeoutMillis = SQLITE_ACQUIRE_TIMEOUT_MS;
      }
      return knex;
    };
    return actual;
  });
}
