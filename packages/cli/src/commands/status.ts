import type { ReleaseUnitDetail } from '@sluice/plugin-pipelines-common';
import { type Command, Option } from 'commander';
import { usageError } from '../exitCodes';
import { describePromotion } from '../promotions/outcome';
import { readPromotion } from '../promotions/watch';
import {
  addCallOptions,
  type CallOptions,
  commandAction,
  type CommandContext,
  readId,
} from './context';
import { addWatchOptions, watched, type WatchOptions } from './watchOptions';

type StatusOptions = CallOptions & WatchOptions & { unit?: string };

/** Where a promotion or a unit stands. @public */
export function addStatus(program: Command, context: CommandContext) {
  const command = program
    .command('status')
    .description(
      'where a promotion stands, or what a unit runs in each environment',
    )
    .argument('[promotion]', 'the id of a promotion', readId)
    .addOption(new Option('--unit <unit>', 'what this unit runs where'));
  addCallOptions(addWatchOptions(command));
  command.action(
    commandAction<StatusOptions>(context, async ({ args, options, portal }) => {
      const { unit, watch } = options;
      const id = args[0] === undefined ? undefined : Number(args[0]);
      if ((id === undefined) === (unit === undefined)) {
        throw usageError(
          'Name either a promotion by its id, or a unit by --unit',
        );
      }
      if (unit !== undefined) {
        if (watch)
          throw usageError('--watch is about one promotion: name it by its id');
        const { data } = await portal().client.GET('/units/{unit}', {
          params: { path: { unit } },
        });
        return { json: data, lines: describeUnit(data!) };
      }
      if (watch) return watched(context, portal(), id!, options);
      const promotion = await readPromotion(portal(), id!);
      return { json: { promotion }, lines: describePromotion(promotion) };
    }),
  );
}

/** A unit, a line an environment. */
function describeUnit(unit: ReleaseUnitDetail): string[] {
  return [
    `${unit.unit} (${unit.adoptionLevel}, ${unit.members.length} pipelines)`,
    ...unit.environments.map(each => {
      const { environment, health, healthDetail, moving, running } = each;
      const what = running
        ? `release ${running.sequence}${
            running.label ? ` (${running.label})` : ''
          }`
        : each.runningVersion ?? 'nothing known';
      return [
        `${environment}: ${what}, ${health}`,
        healthDetail,
        moving && `promotion ${moving.id} is ${moving.state}`,
      ]
        .filter(Boolean)
        .join('; ');
    }),
  ];
}
