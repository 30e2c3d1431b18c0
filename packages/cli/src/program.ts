import { Command, CommanderError } from 'commander';
import { addCompletion } from './commands/completion';
import { addEvidenceAdd } from './commands/evidenceAdd';
import { addLint } from './commands/lint';
import { addPromote } from './commands/promote';
import { addReleaseCreate } from './commands/releaseCreate';
import { addReleaseRecord } from './commands/releaseRecord';
import { addRollback } from './commands/rollback';
import { addStatus } from './commands/status';
import { addVerifyLedger } from './commands/verifyLedger';
import type { CommandContext } from './commands/context';
import { EXIT, type ExitCode } from './exitCodes';
import type { RetryOptions } from './portal/retryingFetch';
import type { Surroundings } from './surroundings';
import { version } from '../package.json';

/** The command `sluice` with all that it can do. @public */
export function createProgram(context: CommandContext): Command {
  const program = new Command('sluice')
    .description('Sluice at the command line and in CI')
    .version(version)
    .addHelpText(
      'after',
      `
Exit codes
  0  done
  1  the portal said no, or what was looked at isn't well
  2  the call is wrong
  3  the portal can't be reached
  4  what was watched didn't end in time
  5  the login isn't taken, or may not do that
`,
    );
  const release = program.command('release').description('releases of a unit');
  addReleaseCreate(release, context);
  addReleaseRecord(release, context);
  const evidence = program
    .command('evidence')
    .description('what tests said about a release');
  addEvidenceAdd(evidence, context);
  addPromote(program, context);
  addRollback(program, context);
  addStatus(program, context);
  addVerifyLedger(program, context);
  addLint(program, context);
  addCompletion(program, context);
  for (const command of allCommands(program)) {
    command
      .exitOverride()
      .configureOutput({
        writeOut: text => context.surroundings.out(text),
        writeErr: text => context.surroundings.err(text),
      })
      .showHelpAfterError('(add --help for what there is)');
  }
  return program;
}

/** A command and all below it. @public */
export function allCommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

/**
 * Runs the program.
 *
 * @param args - without the names of node and of the program
 * @returns the exit code; nothing is thrown
 * @public
 */
export async function run(
  args: string[],
  surroundings: Surroundings,
  options: { retry?: RetryOptions } = {},
): Promise<ExitCode> {
  if (args.some(arg => /^--token(=|$)/.test(arg))) {
    // Said before anything repeats what was given.
    surroundings.err(
      "sluice: there is no --token, since whoever lists the machine's processes could read it: set SLUICE_TOKEN, or name a file by --token-file\n",
    );
    return EXIT.usage;
  }
  let ended: ExitCode = EXIT.ok;
  const program = createProgram({
    surroundings,
    retry: options.retry,
    end(exitCode) {
      ended = exitCode;
    },
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return ended;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    }
    throw error;
  }
}
