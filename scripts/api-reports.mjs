import './lib/require-node.mjs';
import {
  changedReports,
  inOrder,
  readReports,
  writeReports,
} from './lib/apiReports.mjs';
import { readArgs } from './lib/args.mjs';
import { printHelp, runCommand } from './lib/bootstrap.mjs';
import { UserError } from './lib/errors.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { run } from './lib/processes.mjs';

const HELP = `Writes report.api.md of each package that is published: what it exports, which is what may break others.

Usage: npm run api-reports -- [--check]

  --check   only fail if a report isn't what the declarations in dist-types say, which "npm test -- types" writes
`;

/** Of no use to a reader: how packages of one repository find each other's sources, and fields whose name says it all. */
const OMITTED = 'ae-wrong-input-file-type,ae-undocumented';

await runCommand({
  name: 'api-reports',
  url: import.meta.url,
  prepare() {
    const { values } = readArgs(process.argv.slice(2), {
      usage: 'npm run api-reports -- --help',
      options: { check: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    if (values.help) printHelp(HELP);
    return { checkOnly: Boolean(values.check) };
  },
  async main(progress, { checkOnly }) {
    if (!checkOnly) {
      // Not by repo-tools' own --tsc, which needs a yarn on the PATH.
      const types = await run(
        process.execPath,
        [
          inRoot('node_modules/typescript/bin/tsc'),
          // What is @internal is stripped from declarations, so an incremental run takes a change of it for none, and leaves those behind
          // that are inferred from it, such as the words of all translations.
          ...['--incremental', 'false'],
        ],
        { cwd: root, onOutput: text => progress.note(text) },
      );
      if (types.code !== 0) {
        throw new UserError('The types are wrong: see the lines above');
      }
    }
    const before = readReports();
    try {
      const { code } = await run(
        process.execPath,
        [
          inRoot('node_modules/@backstage/repo-tools/bin/backstage-repo-tools'),
          'api-reports',
          ...['--allow-all-warnings', '--omit-messages', OMITTED],
        ],
        { cwd: root, onOutput: text => progress.note(text) },
      );
      if (code !== 0) {
        throw new UserError(
          'The reports could not be made: see the lines above',
        );
      }
      const after = readReports();
      const changed = changedReports(before, after);
      if (!checkOnly) {
        writeReports(
          new Map([...after].map(([file, text]) => [file, inOrder(text)])),
        );
      } else if (changed.length > 0) {
        throw new UserError(
          `Something else is exported than ${changed.join(
            ', ',
          )} says: run npm run api-reports, and look whether it breaks who uses it`,
        );
      }
    } finally {
      if (checkOnly) writeReports(before);
    }
  },
});
