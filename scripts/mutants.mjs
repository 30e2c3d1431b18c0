import './lib/require-node.mjs';
import { readArgs } from './lib/args.mjs';
import { printHelp, runCommand } from './lib/bootstrap.mjs';
import { UserError } from './lib/errors.mjs';
import { inRoot } from './lib/paths.mjs';
import { run } from './lib/processes.mjs';

const HELP = `Takes away the guard of each invariant of promotions, one after the other, and looks whether its test notices.

Usage: npm run mutants [-- <number>...]

The mutants are in plugins/pipelines-backend/src/promotions/__testUtils__/mutants.ts. The last line is "N of M caught".
`;

const INVARIANTS = Array.from({ length: 16 }, (_, i) => String(i + 1));
const backstageCli = 'node_modules/@backstage/cli/bin/backstage-cli';

/**
 * Runs the test of one invariant, on SQLite.
 *
 * @param {string} invariant
 * @param {string} [mutant]
 * @returns {Promise<boolean>} whether it passed
 */
async function passes(invariant, mutant) {
  const { code, output } = await run(
    process.execPath,
    [
      inRoot(backstageCli),
      ...['package', 'test', '--maxWorkers=1', 'src/promotions/invariants'],
      ...['-t', ` ${invariant}: `],
    ],
    {
      cwd: inRoot('plugins/pipelines-backend'),
      env: {
        ...process.env,
        CI: 'true',
        SLUICE_REQUIRE_POSTGRES: '',
        BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: '',
        SLUICE_MUTANT: mutant ?? '',
      },
      onOutput: () => {},
    },
  );
  // A test that didn't run at all notices nothing.
  if (!/Tests: .*\b[1-9]\d* (passed|failed)/.test(output)) {
    throw new UserError(
      `The test of invariant ${invariant} did not run:\n${output.slice(-2000)}`,
    );
  }
  return code === 0;
}

await runCommand({
  name: 'mutants',
  url: import.meta.url,
  prepare() {
    const { values, words } = readArgs(process.argv.slice(2), {
      usage: 'npm run mutants -- --help',
      options: { help: { type: 'boolean' } },
      positionals: INVARIANTS,
    });
    if (values.help) printHelp(HELP);
    return { invariants: words.length > 0 ? words : INVARIANTS };
  },
  async main(_, { invariants }) {
    let caught = 0;
    for (const invariant of invariants) {
      const isSound = await passes(invariant);
      const isCaught = isSound && !(await passes(invariant, invariant));
      caught += isCaught ? 1 : 0;
      let said = isCaught ? '✓ caught' : '✗ not noticed';
      if (!isSound) said = '✗ its test fails without a mutant';
      console.log(`${said}: mutant ${invariant}`);
    }
    console.log(`${caught} of ${invariants.length} caught`);
    return caught === invariants.length ? 0 : 1;
  },
});
