import { InputError } from '@backstage/errors';
import type { ApprovalRule } from '../approvals';
import type { ScorecardsConfig } from './config';

const DAY_MS = 86_400_000;

/** What it takes to exempt a pipeline from a check. @internal */
export type ExemptionTerms = {
  /** Who has to agree, all of them; never who asked. */
  rules: ApprovalRule[];
  /** It lasts at most so many days. */
  maxDays: number;
};

/** What the policy of delivery says of exemptions. @internal */
export interface ExemptionPolicy {
  /**
   * Of a pipeline, by its entity ref.
   *
   * @returns no rules and no days where it says nothing of them
   */
  of(entityRef: string): Promise<{
    rules: ApprovalRule[];
    maxDays: number | undefined;
  }>;
}

/**
 * What the policy says, and the config where it says nothing.
 *
 * @internal
 */
export function exemptionTerms(
  said: Awaited<ReturnType<ExemptionPolicy['of']>>,
  config: Pick<ScorecardsConfig['exemptions'], 'approvers' | 'maxDays'>,
): ExemptionTerms {
  const unsaid: ApprovalRule = {
    name: 'second person',
    minApprovals: 1,
    from: config.approvers ?? 'anyone',
  };
  return {
    rules: said.rules.length > 0 ? said.rules : [unsaid],
    maxDays: said.maxDays ?? config.maxDays,
  };
}

/**
 * The end of an exemption, as it is stored.
 *
 * @param text - ISO 8601
 * @param of - `at`: now, ISO 8601 in UTC
 * @returns ISO 8601 in UTC
 * @throws InputError if it is in the past, or later than it may be
 * @internal
 */
export function exemptionEnd(
  text: string,
  { at, maxDays }: { at: string; maxDays: number },
): string {
  const until = new Date(text).toISOString();
  if (until <= at) {
    throw new InputError(
      `until is ${until}, which is in the past: an exemption ends later than now`,
    );
  }
  const latest = new Date(Date.parse(at) + maxDays * DAY_MS).toISOString();
  if (until > latest) {
    throw new InputError(
      `until is ${until}, but an exemption of this pipeline lasts at most ${maxDays} days: until ${latest}`,
    );
  }
  return until;
}
