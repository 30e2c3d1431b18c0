import { Argument, type Command } from 'commander';
import { SHELLS, shellCode } from '../completion/shellCode';
import { commandAction, type CommandContext } from './context';

/** Completion in shells. @public */
export function addCompletion(program: Command, context: CommandContext) {
  const command = program
    .command('completion')
    .description(
      'what a shell has to read to complete this command: source <(sluice completion bash)',
    )
    .addArgument(new Argument('<shell>', 'which').choices(SHELLS));
  command.action(
    commandAction(context, async ({ args }) => {
      const code = shellCode(args[0] as (typeof SHELLS)[number]);
      return { json: { code }, lines: [code] };
    }),
  );
}
