import './lib/require-node.mjs';
import path from 'node:path';
import { readArgs } from './lib/args.mjs';
import { onStop, printHelp, runCommand } from './lib/bootstrap.mjs';
import { oneLine, UserError } from './lib/errors.mjs';
import { adoptOrphans } from './lib/orphans.mjs';
import { stateDir } from './lib/paths.mjs';
import { stopRuns } from './lib/processes.mjs';

/** The words of parts.mjs, which itself needs the installed packages. */
const WORDS = ['lint', 'types', 'unit', 'scripts', 'chaos', 'e2e'];

const HELP = `Runs the tests: all of them, or the parts that are named.

Usage: npm test -- [part ...] [-- arguments]

  lint      formatting, ESLint, generated files
  types     the type check
  unit      the packages, on SQLite and on PostgreSQL (which it brings)
  scripts   the commands, the lab and the benchmarks
  chaos     the promotion engine, whose workers are killed
  e2e       the portal in a real Chromium

Arguments behind a second -- go to the part: npm test -- unit -- plugins/pipelines-backend -t quorum
The last line is "N passed, N failed". Logs: .sluice/logs.
`;

await runCommand({
  name: 'test',
  url: import.meta.url,
  prepare() {
    const { values, words, rest } = readArgs(process.argv.slice(2), {
      usage: 'npm test -- --help',
      options: { help: { type: 'boolean' } },
      positionals: WORDS,
    });
    if (values.help) printHelp(HELP);
    if (rest.length > 0 && words.length !== 1) {
      throw new UserError(
        'Name the one part that the arguments behind -- are for: npm test -- unit -- PATH',
      );
    }
    return { words, rest };
  },
  async main(progress, { words, rest }) {
    const { PARTS } = await import('./lib/parts.mjs');
    const { judged, sum, summary, told } = await import('./lib/counts.mjs');
    const interrupt = new AbortController();
    onStop(() => {
      interrupt.abort();
      stopRuns();
    });
    const orphans = await adoptOrphans(path.join(stateDir, 'running'));
    const results = [];
    try {
      for (const part of PARTS) {
        if (words.length > 0 && !words.includes(part.word)) continue;
        if (interrupt.signal.aborted) break;
        progress.say(`\n=== ${part.title}`);
        const started = Date.now();
        let counts;
        try {
          counts = await part.run({
            progress,
            rest,
            remember: orphans.remember,
            signal: interrupt.signal,
          });
        } catch (error) {
          // One part that can't even start must not hide the results of the others.
          progress.say(oneLine(error));
          if (!(error instanceof UserError)) {
            progress.note(/** @type {any} */ (error)?.stack ?? '');
          }
          counts = judged({ passed: 0, failed: 0 }, 1);
        }
        const minutes = ((Date.now() - started) / 60_000).toFixed(1);
        results.push({ title: part.title, minutes, counts });
        progress.say(`${part.title}: ${summary(counts)} (${minutes} min)`);
      }
    } finally {
      orphans.release();
    }
    if (interrupt.signal.aborted) {
      progress.say('\nInterrupted');
      return 130;
    }
    const total = sum(results.map(({ counts }) => counts));
    progress.say('');
    for (const text of told(results)) progress.say(text);
    progress.say(summary(total));
    return total.failed > 0 ? 1 : 0;
  },
});
