/*
 * Jest over the tests that need the real services of the lab: files named `*.labtest.ts`, which the ordinary run
 * doesn't match. They run as their packages' other tests do; only which files are taken differs. `npm run test:lab`
 * calls it for each suite of lab/suites, with the suite's glob.
 */
const path = require('node:path');

const root = path.resolve(__dirname, '../..');
const glob = process.env.SLUICE_LAB_TESTS ?? '**/*.labtest.{ts,tsx}';

module.exports = async () => {
  const config = await require('@backstage/cli/config/jest');
  return {
    ...config,
    projects: config.projects.map(project => ({
      ...project,
      testMatch: [path.posix.join(root, glob)],
    })),
    // Real services take their time.
    testTimeout: 120_000,
  };
};
