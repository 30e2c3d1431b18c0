import type { Command } from 'commander';
import { EXIT } from '../exitCodes';
import { annotation } from '../lint/annotation';
import { findFiles } from '../lint/findFiles';
import { lintFiles } from '../lint/lintFiles';
import {
  addJsonOption,
  commandAction,
  type CommandContext,
  readList,
} from './context';

type LintOptions = {
  environments?: string[];
  calendars?: string[];
  gates?: string[];
  ignore?: string[];
  strict?: boolean;
  json?: boolean;
};

/** Checks files that Sluice takes in. @public */
export function addLint(program: Command, context: CommandContext) {
  const command = program
    .command('lint')
    .description(
      'check entities, SLOs (also of OpenSLO), policies of delivery and scorecards; asks no portal',
    )
    .argument('[paths...]', 'files, or folders with them (default: here)')
    .option(
      '--environments <names>',
      "the portal's, with commas between; unless given, any name is taken",
      readList,
    )
    .option('--calendars <names>', "the portal's, likewise", readList)
    .option('--gates <names>', "the portal's, likewise", readList)
    .option(
      '--ignore <folders>',
      'names of folders to leave out, with commas between',
      readList,
    )
    .option('--strict', 'warnings count as errors');
  addJsonOption(command);
  command.action(
    commandAction<LintOptions>(context, async ({ args, options }) => {
      const { calendars, environments, gates, ignore = [], strict } = options;
      const { cwd, env } = context.surroundings;
      const files = await findFiles(args.length > 0 ? args : ['.'], {
        cwd,
        ignore,
      });
      const { checked, problems } = await lintFiles(files, {
        calendars,
        environments,
        gates,
      });
      const errors = problems.filter(each => each.level === 'error').length;
      const warnings = problems.length - errors;
      const isBad = errors > 0 || (strict && warnings > 0);
      return {
        exitCode: isBad ? EXIT.failed : EXIT.ok,
        json: { checked, errors, warnings, problems },
        lines: [
          ...problems.map(
            ({ column, file, level, line, message }) =>
              `${file}:${line}:${column}: ${level}: ${message}`,
          ),
          ...(env.GITHUB_ACTIONS === 'true' ? problems.map(annotation) : []),
          `${count(checked, 'file')} checked, ${count(
            errors,
            'error',
          )}, ${count(warnings, 'warning')}`,
        ],
      };
    }),
  );
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
