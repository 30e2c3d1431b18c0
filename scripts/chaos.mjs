import './lib/require-node.mjs';
import path from 'node:path';
import { readArgs } from './lib/args.mjs';
import { onStop, printHelp, runCommand } from './lib/bootstrap.mjs';
import { adoptOrphans } from './lib/orphans.mjs';
import { stateDir } from './lib/paths.mjs';
import { stopRuns } from './lib/processes.mjs';

const HELP = `Kills the workers of the promotion engine while people ask and vote, and looks whether anything happened twice or got stuck.

Usage: npm run chaos [-- --short | --backend]

  --short     some 40 kills instead of 1,000: what npm test runs
  --backend   only kills of the whole backend, which come last otherwise

It brings its PostgreSQL. The last line is "N passed, N failed". What the workers say: .sluice/logs/chaos.log
`;

await runCommand({
  name: 'chaos',
  url: import.meta.url,
  prepare() {
    const { values } = readArgs(process.argv.slice(2), {
      usage: 'npm run chaos -- --help',
      options: {
        help: { type: 'boolean' },
        short: { type: 'boolean' },
        backend: { type: 'boolean' },
      },
    });
    if (values.help) printHelp(HELP);
    const { short: isShort = false, backend: isBackend = false } = values;
    return { isShort, isBackend };
  },
  async main(progress, { isShort, isBackend }) {
    // These need the installed packages.
    const { runChaos } = await import('./lib/chaos.mjs');
    const { sum, summary } = await import('./lib/counts.mjs');
    const { runBackendKills } = await import('./lib/backendKills.mjs');
    const interrupt = new AbortController();
    // The run ends, and what was started for it is put away.
    onStop(() => {
      interrupt.abort();
      stopRuns();
    });
    const orphans = await adoptOrphans(path.join(stateDir, 'running'));
    try {
      const { remember } = orphans;
      const { signal } = interrupt;
      const results = [];
      if (!isBackend) results.push(await runChaos({ isShort, remember }));
      if (!isShort && !signal.aborted) {
        results.push(await runBackendKills({ progress, remember, signal }));
      }
      const counts = sum(results);
      console.log(summary(counts));
      return counts.failed > 0 ? 1 : 0;
    } finally {
      orphans.release();
    }
  },
});
