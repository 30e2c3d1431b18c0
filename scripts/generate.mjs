import './lib/require-node.mjs';
import fs from 'node:fs';
import { readArgs } from './lib/args.mjs';
import { printHelp, runCommand } from './lib/bootstrap.mjs';
import { UserError } from './lib/errors.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { run } from './lib/processes.mjs';

const SOURCE = 'plugins/pipelines-backend/src/schema/openapi.yaml';
const TARGET = 'plugins/pipelines-common/src/generated/openapi.ts';

const HELP = `Writes ${TARGET} from ${SOURCE}.

Usage: npm run generate -- [--check]

  --check   only fail if the file isn't what the source says
`;

await runCommand({
  name: 'generate',
  url: import.meta.url,
  prepare() {
    const { values } = readArgs(process.argv.slice(2), {
      usage: 'npm run generate -- --help',
      options: { check: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    if (values.help) printHelp(HELP);
    return { checkOnly: Boolean(values.check) };
  },
  async main(progress, { checkOnly }) {
    const { code, output } = await run(
      process.execPath,
      [
        inRoot('node_modules/openapi-typescript/bin/cli.js'),
        SOURCE,
        '--output',
        TARGET,
        ...(checkOnly ? ['--check'] : []),
      ],
      { cwd: root, onOutput: text => progress.note(text) },
    );
    if (code === 0) {
      progress.say(
        checkOnly ? `✓ ${TARGET} is up to date` : `✓ Wrote ${TARGET}`,
      );
      return;
    }
    throw new UserError(
      checkOnly && fs.existsSync(inRoot(TARGET))
        ? `${TARGET} isn't what ${SOURCE} says: run npm run generate`
        : `${SOURCE} can't be read: ${output.trim().split('\n').pop()}`,
    );
  },
});
