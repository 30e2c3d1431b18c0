import type { Command } from 'commander';
import type { Portal } from '../portal/Portal';
import { describePromotion } from '../promotions/outcome';
import { watchPromotion } from '../promotions/watch';
import { readDuration } from '../readDuration';
import type { CommandContext, Result } from './context';

/** What commands can be given that can wait for a promotion. @public */
export type WatchOptions = {
  watch?: boolean;
  timeout: number;
  interval: number;
  json?: boolean;
};

/** Adds the options of {@link WatchOptions}. @public */
export function addWatchOptions(command: Command): Command {
  return command
    .option(
      '--watch',
      'tell each change until the promotion ends; the exit code says how',
    )
    .option(
      '--timeout <time>',
      'watch for so long at most, such as 90s, 30m or 2h',
      readDuration,
      2 * 3600_000,
    )
    .option('--interval <time>', 'between two looks', readDuration, 5000);
}

/**
 * Watches a promotion to its end. With `--json` each change is a line of its own, the end too.
 *
 * @public
 */
export async function watched(
  { surroundings }: CommandContext,
  portal: Portal,
  promotionId: number,
  options: WatchOptions,
): Promise<Result> {
  const { exitCode, promotion } = await watchPromotion({
    portal,
    promotionId,
    surroundings,
    timeoutMs: options.timeout,
    intervalMs: options.interval,
    tell(now) {
      const at = new Date(surroundings.now()).toISOString();
      surroundings.out(
        options.json
          ? `${JSON.stringify({ promotion: now })}\n`
          : `${at} ${describePromotion(now).join('; ')}\n`,
      );
    },
  });
  return { exitCode, json: { promotion }, lines: describePromotion(promotion) };
}
