/**
 * The command `sluice`.
 *
 * @packageDocumentation
 */
import { answerShell, isAsked } from './completion/shell';
import { run } from './program';
import { processSurroundings } from './surroundings';

const args = process.argv.slice(2);
if (isAsked(args)) {
  answerShell();
} else {
  run(args, processSurroundings()).then(
    exitCode => {
      process.exitCode = exitCode;
    },
    error => {
      process.stderr.write(`sluice: ${error?.stack ?? error}\n`);
      process.exitCode = 1;
    },
  );
}
