import { randomUUID } from 'node:crypto';
import type { PromotionToRequest } from '@sluice/plugin-pipelines-common';
import { type Command, Option } from 'commander';
import { EXIT, usageError } from '../exitCodes';
import type { Portal } from '../portal/Portal';
import { describePlan } from '../promotions/describePlan';
import { describePromotion } from '../promotions/outcome';
import {
  addCallOptions,
  type CallOptions,
  type CommandContext,
  readId,
  type Result,
} from './context';
import { readInstant } from '../readInstant';
import { addWatchOptions, watched, type WatchOptions } from './watchOptions';

/** What `promote` and `rollback` can both be given. @public */
export type RequestOptions = CallOptions &
  WatchOptions & {
    reason?: string;
    lane?: 'normal' | 'hotfix';
    incident?: number;
    startAt?: string;
    planHash?: string;
    idempotencyKey?: string;
    dryRun?: boolean;
  };

/** Adds the options of {@link RequestOptions}. @public */
export function addRequestOptions(command: Command): Command {
  command
    .option('--reason <text>', 'why; it goes into the ledger')
    .addOption(
      new Option('--lane <lane>', 'hotfix: for an incident').choices([
        'normal',
        'hotfix',
      ]),
    )
    .option('--incident <id>', 'the incident that it is for', readId)
    .option('--start-at <time>', 'not before this, in ISO 8601')
    .option(
      '--plan-hash <hash>',
      'as the dry run says it: refused if it is another plan by then',
    )
    .option(
      '--idempotency-key <key>',
      'for example of the job of CI: the same key again asks for nothing twice',
    )
    .option('--dry-run', 'show what it would change and needs');
  return addCallOptions(addWatchOptions(command));
}

/**
 * Plans a promotion, or asks for it, and watches it where that is wanted.
 *
 * @throws CommandError if the reason is missing
 * @public
 */
export async function requestPromotion(
  context: CommandContext,
  portal: Portal,
  asked: Pick<PromotionToRequest, 'releaseId' | 'environment' | 'kind'>,
  options: RequestOptions,
): Promise<Result> {
  const { dryRun, incident, lane, planHash, reason, watch } = options;
  const question = { ...asked, lane, incidentId: incident };
  if (dryRun) {
    const { data: plan } = await portal.client.POST('/promotions/plan', {
      body: question,
    });
    return {
      exitCode: plan!.canRequest ? EXIT.ok : EXIT.failed,
      json: { dryRun: true, plan },
      lines: describePlan(plan!),
    };
  }
  const { data: promotion } = await portal.client.POST('/promotions', {
    params: {
      // One for all attempts of this call.
      header: { 'Idempotency-Key': options.idempotencyKey ?? randomUUID() },
    },
    body: {
      ...question,
      reason: reason!,
      startAt: startOf(options),
      planHash,
    },
  });
  if (watch) return watched(context, portal, promotion!.id, options);
  return { json: { promotion }, lines: describePromotion(promotion!) };
}

/** @throws CommandError if an option is missing or wrong, before anything is asked */
export function checkRequest(options: RequestOptions) {
  const { dryRun, reason } = options;
  if (!dryRun && !reason?.trim()) {
    throw usageError('--reason is missing: it goes into the ledger');
  }
  startOf(options);
}

function startOf({ startAt }: RequestOptions): string | undefined {
  return startAt === undefined ? undefined : readInstant('--start-at', startAt);
}
