import './lib/require-node.mjs';
import { runCommand } from './lib/bootstrap.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { runForeground } from './lib/processes.mjs';

// The lab reads its own arguments: npm run lab -- --help
await runCommand({
  name: 'lab',
  url: import.meta.url,
  prepare: () => process.argv.slice(2),
  main: (_, args) =>
    runForeground(process.execPath, [inRoot('lab', 'lab.mjs'), ...args], {
      cwd: root,
    }),
});
