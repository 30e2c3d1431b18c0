import './lib/require-node.mjs';
import fs from 'node:fs';
import { runCommand } from './lib/bootstrap.mjs';
import { UserError } from './lib/errors.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { runForeground } from './lib/processes.mjs';

/** Lets Node load the TypeScript of the workspace, as `backstage-cli package start` does. */
const TYPESCRIPT = [
  '--enable-source-maps',
  '--require',
  '@backstage/cli-node/config/nodeTransform.cjs',
];

const EXTENSIONS = ['ts', 'mjs', 'cjs', 'js'];

/** @param {string} name @returns {string | undefined} */
const scriptOf = name =>
  EXTENSIONS.map(extension =>
    inRoot('benchmarks', name, `run.${extension}`),
  ).find(file => fs.existsSync(file));

function names() {
  const dir = inRoot('benchmarks');
  return fs.existsSync(dir) ? fs.readdirSync(dir).filter(scriptOf) : [];
}

await runCommand({
  name: 'bench',
  url: import.meta.url,
  prepare() {
    const [name, ...args] = process.argv.slice(2);
    const script = name && scriptOf(name);
    if (!script) {
      throw new UserError(
        `Usage: npm run bench -- NAME [arguments]; there are: ${
          names().join(', ') || 'none'
        }`,
      );
    }
    return { script, args };
  },
  main: (_, { script, args }) =>
    runForeground(process.execPath, [...TYPESCRIPT, script, ...args], {
      cwd: root,
    }),
});
