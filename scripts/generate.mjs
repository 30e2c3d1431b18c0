import './lib/require-node.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { readArgs } from './lib/args.mjs';
import { printHelp, runCommand } from './lib/bootstrap.mjs';
import { UserError } from './lib/errors.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { run } from './lib/processes.mjs';

const SOURCE = 'plugins/pipelines-backend/src/schema/openapi.yaml';
const TARGET = 'plugins/pipelines-common/src/generated/openapi.ts';
/** What the backend checks requests against. */
const MODULE = 'plugins/pipelines-backend/src/schema/generated/openapi.ts';

const HELP = `Writes ${TARGET}
and ${MODULE} from ${SOURCE}.

Usage: npm run generate -- [--check]

  --check   only fail if the files aren't what the source says
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
      await generateModule(checkOnly);
      progress.say(
        checkOnly
          ? `✓ ${TARGET} and ${MODULE} are up to date`
          : `✓ Wrote ${TARGET} and ${MODULE}`,
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

async function generateModule(checkOnly) {
  // Loaded here, because it needs the installed packages.
  const { openApiModule } = await import('./lib/openapi-module.mjs');
  const text = openApiModule(fs.readFileSync(inRoot(SOURCE), 'utf8'));
  const file = inRoot(MODULE);
  if (!checkOnly) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  } else if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text) {
    throw new UserError(
      `${MODULE} isn't what ${SOURCE} says: run npm run generate`,
    );
  }
}
