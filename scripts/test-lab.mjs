import './lib/require-node.mjs';
import { readArgs } from './lib/args.mjs';
import { onStop, printHelp, runCommand } from './lib/bootstrap.mjs';
import { judged, sum, summary, told } from './lib/counts.mjs';
import { chosen, readSuites, runSuite, stopLab } from './lib/labSuites.mjs';
import { stopRuns } from './lib/processes.mjs';

const HELP = `Runs the tests that need the real services of the lab, one suite after another.

Usage: npm run test:lab -- [suite ...|full]

  full   also the suites that take too long for every run

Each suite starts the services it needs and stops them. The last line is "N passed, N failed".
`;

await runCommand({
  name: 'test-lab',
  url: import.meta.url,
  async prepare() {
    const { values, words } = readArgs(process.argv.slice(2), {
      usage: 'npm run test:lab -- --help',
      options: { help: { type: 'boolean' } },
      anyWord: true,
    });
    if (values.help) printHelp(HELP);
    return { words };
  },
  async main(progress, { words }) {
    const suites = chosen(await readSuites(), words);
    const interrupt = new AbortController();
    onStop(() => {
      interrupt.abort();
      stopRuns();
    });
    const results = [];
    for (const suite of suites) {
      if (interrupt.signal.aborted) break;
      progress.say(`\n=== ${suite.name} (about ${suite.minutes} min)`);
      const started = Date.now();
      const counts = await runSuite(suite, {
        progress,
        signal: interrupt.signal,
      });
      const minutes = ((Date.now() - started) / 60_000).toFixed(1);
      results.push({ title: suite.name, minutes, counts });
      progress.say(`${suite.name}: ${summary(counts)} (${minutes} min)`);
    }
    if (interrupt.signal.aborted) {
      await stopLab();
      progress.say('\nInterrupted');
      return 130;
    }
    progress.say('');
    for (const text of told(results)) progress.say(text);
    const total = judged(sum(results.map(({ counts }) => counts)), 0);
    progress.say(summary(total));
    return total.failed > 0 ? 1 : 0;
  },
});
