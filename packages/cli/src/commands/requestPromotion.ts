import { randomUUID } from 'node:crypto';
import type { PromotionToRequest } from '@sluice/plugin-pipelines-common';
import { type Command, Option } from 'commander';
import { EXIT, usageError } from '../exitCodes';
import type { Portal, PortalOptions } from '../portal/Portal';
import { describePlan } from '../promotions/describePlan';
import { describePromotion } from '../promotions/outcome';
import {
  addJsonOption,
  addPortalOptions,
  type CommandContext,
  readId,
  type Result,
} from './context';
import { addWatchOptions, watched, type WatchOptions } from './watchOptions';

/** What `promote` and `rollback` can both be given. @public */
export type RequestOptions = PortalOptions &
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
  return addJsonOption(addPortalOptions(addWatchOptions(command)));
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
      startAt: instantOf(options.startAt),
      planHash,
    },
  });
  if (watch) return watched(context, portal, promotion!.id, options);
  return { json: { promotion }, lines: describePromotion(promotion!) };
}

/** @throws CommandError if an option is missing or wrong, before anything is asked */
export function checkRequest({ dryRun, reason, startAt }: RequestOptions) {
  if (!dryRun && !reason?.trim()) {
    throw usageError('--reason is missing: it goes into the ledger');
  }
  instantOf(startAt);
}

function instantOf(time: string | undefined): string | undefined {
  if (time === undefined) return undefined;
  const at = Date.parse(time);
  if (Number.isNaN(at)) {
    throw usageError(`--start-at ${time} is no time of ISO 8601`);
  }
  return new Date(at).toISOString();
}
