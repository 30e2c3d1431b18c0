import type { PromotionRecord } from './records';

/**
 * What happens next with a promotion, in a sentence for the page.
 *
 * @internal
 */
export function effectiveWait(
  promotion: Pick<
    PromotionRecord,
    | 'state'
    | 'stateReason'
    | 'startAt'
    | 'verification'
    | 'bakeState'
    | 'bake'
    | 'environment'
    | 'kind'
    | 'supersededBy'
    | 'verificationState'
  >,
  approvals: { given: number; needed: number } | undefined,
): string {
  const { bake, environment, startAt, state, stateReason, verification } =
    promotion;
  const because = stateReason ? `: ${stateReason}` : '';
  switch (state) {
    case 'Requested':
    case 'Gating':
      return 'Gates are checked';
    case 'AwaitingApproval':
      return approvals
        ? `Waits for ${approvals.needed - approvals.given} of ${
            approvals.needed
          } approvals`
        : 'Waits for approval';
    case 'Scheduled':
      if (stateReason) return `Waits${because}`;
      return startAt ? `Starts at ${startAt}` : 'Starts at once';
    case 'Queued':
      return `Waits for its turn in ${environment}`;
    case 'Running':
      return 'Is deployed step by step, then verified';
    case 'Verifying':
      return verification
        ? `Verified by ${verification.runs} of ${verification.runsWanted} runs of each changed pipeline; until ${verification.until} at most`
        : 'Is verified';
    case 'Indeterminate':
    case 'Reconciling':
      return `Nobody knows what ${environment} runs: it is read until that is clear`;
    case 'Succeeded':
      if (promotion.bakeState === 'baking' && bake) {
        return `Bakes until ${bake.until} and ${bake.runsWanted} runs; then it is last known good`;
      }
      if (promotion.bakeState === 'broken') return 'Went bad during its bake';
      if (promotion.verificationState === 'inconclusive') {
        return `Nobody can tell whether it works${because}`;
      }
      return promotion.bakeState === 'done'
        ? 'Nothing: it is verified and baked'
        : 'Nothing: it was replaced during its bake';
    case 'Superseded':
      return promotion.supersededBy
        ? `Nothing: promotion ${promotion.supersededBy} took its place`
        : 'Nothing: another one took its place';
    case 'Failed':
      return `Nothing${because}`;
    default:
      return `Nothing: it is over${because}`;
  }
}
