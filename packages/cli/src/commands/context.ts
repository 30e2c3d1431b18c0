import { type Command, CommanderError, InvalidArgumentError } from 'commander';
import { CommandError, EXIT, type ExitCode } from '../exitCodes';
import { addPortalOptions, Portal, type PortalOptions } from '../portal/Portal';
import type { RetryOptions } from '../portal/retryingFetch';
import type { Surroundings } from '../surroundings';

/** What a command has to do with. @public */
export type CommandContext = {
  surroundings: Surroundings;
  retry?: RetryOptions;
  /** Notes how the program ends. */
  end(exitCode: ExitCode): void;
};

/** What a command says in the end: JSON for programs, lines for people. @public */
export type Result = { json: unknown; lines: string[]; exitCode?: ExitCode };

/** What every command can be given that asks a portal. @public */
export type CallOptions = PortalOptions & { json?: boolean };

/** Adds `--json`. @public */
export function addJsonOption(command: Command): Command {
  return command.option('--json', 'one JSON document instead of lines');
}

/** Adds the options of {@link CallOptions}. @public */
export function addCallOptions(command: Command): Command {
  return addJsonOption(addPortalOptions(command));
}

/** A call of a command. @public */
export type Call<TOptions> = {
  options: TOptions;
  args: string[];
  /**
   * The portal that the options name, made when it is first asked for: a dry run may need none.
   *
   * @throws CommandError if there is no portal or no login
   */
  portal(): Portal;
};

/**
 * Makes the action of a command. What fails is said on the standard error, with `--json` as `{"error": …}` on the standard output too.
 *
 * @public
 */
export function commandAction<TOptions extends CallOptions>(
  context: CommandContext,
  act: (call: Call<TOptions>) => Promise<Result>,
): (...call: unknown[]) => Promise<void> {
  const { retry, surroundings } = context;
  return async (...call) => {
    const command = call[call.length - 1] as Command;
    const options = command.opts<TOptions>();
    let portal: Portal | undefined;
    await say(context, options, async () => {
      try {
        return await act({
          options,
          args: command.args,
          portal() {
            portal ??= Portal.create(options, surroundings, retry);
            return portal;
          },
        });
      } catch (error) {
        throw portal?.failureOf(error) ?? error;
      }
    });
  };
}

async function say(
  { end, surroundings }: CommandContext,
  options: { json?: boolean },
  act: () => Promise<Result>,
): Promise<void> {
  try {
    const { exitCode = EXIT.ok, json, lines } = await act();
    surroundings.out(
      options.json
        ? `${JSON.stringify(json)}\n`
        : lines.map(line => `${line}\n`).join(''),
    );
    end(exitCode);
  } catch (error) {
    if (error instanceof CommanderError) throw error;
    const { exitCode, message, status } = asCommandError(error);
    surroundings.err(`sluice: ${message}\n`);
    if (options.json) {
      surroundings.out(
        `${JSON.stringify({ error: { message, exitCode, status } })}\n`,
      );
    }
    end(exitCode);
  }
}

function asCommandError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  const { message, name } = error as Error;
  return new CommandError(EXIT.failed, `${name}: ${message}`);
}

/** Reads an id from the command line. @public */
export function readId(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) {
    throw new InvalidArgumentError('It has to be a number, such as 12.');
  }
  return Number(text);
}

/** Collects an option that may be given several times. @public */
export function collect(text: string, before: string[] = []): string[] {
  return [...before, text];
}

/** Splits a list with commas. @public */
export function readList(text: string): string[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(Boolean);
}
