import type { Command } from 'commander';
import { commandAction, type CommandContext, readId } from './context';
import {
  addRequestOptions,
  checkRequest,
  requestPromotion,
  type RequestOptions,
} from './requestPromotion';

type PromoteOptions = RequestOptions & { release: number; to: string };

/** Asks for a promotion. @public */
export function addPromote(program: Command, context: CommandContext) {
  const command = program
    .command('promote')
    .description('ask for a release to be put into an environment')
    .requiredOption('--release <id>', 'the id of the release', readId)
    .requiredOption('--to <environment>', 'where to');
  addRequestOptions(command);
  command.action(
    commandAction<PromoteOptions>(context, async ({ options, portal }) => {
      checkRequest(options);
      const { release: releaseId, to: environment } = options;
      return requestPromotion(
        context,
        portal(),
        { releaseId, environment, kind: 'promote' },
        options,
      );
    }),
  );
}
