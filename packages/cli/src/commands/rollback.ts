import type { Command } from 'commander';
import { chooseRollback } from '../promotions/chooseRollback';
import { commandAction, type CommandContext, readId } from './context';
import {
  addRequestOptions,
  checkRequest,
  requestPromotion,
  type RequestOptions,
} from './requestPromotion';

type RollbackOptions = RequestOptions & {
  unit: string;
  environment: string;
  to?: number;
};

/** Asks for a rollback. @public */
export function addRollback(program: Command, context: CommandContext) {
  const command = program
    .command('rollback')
    .description('ask for a unit to be taken back to a release that was good')
    .requiredOption('--unit <unit>', 'the release unit')
    .requiredOption('--environment <environment>', 'where')
    .option(
      '--to <id>',
      'the id of the release (default: the best that the portal offers)',
      readId,
    );
  addRequestOptions(command);
  command.action(
    commandAction<RollbackOptions>(context, async ({ options, portal }) => {
      checkRequest(options);
      const { environment, to, unit } = options;
      const { data } = await portal().client.GET('/units/{unit}', {
        params: { path: { unit } },
      });
      const { release } = chooseRollback(data!, environment, to);
      return requestPromotion(
        context,
        portal(),
        { releaseId: release.id, environment, kind: 'rollback' },
        options,
      );
    }),
  );
}
