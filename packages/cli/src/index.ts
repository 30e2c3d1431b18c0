/**
 * The command `sluice`.
 *
 * @packageDocumentation
 */
import { run } from './program';
import { processSurroundings } from './surroundings';

run(process.argv.slice(2), processSurroundings()).then(
  exitCode => {
    process.exitCode = exitCode;
  },
  error => {
    process.stderr.write(`sluice: ${error?.stack ?? error}\n`);
    process.exitCode = 1;
  },
);
