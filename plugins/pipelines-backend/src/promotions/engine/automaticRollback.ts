import type { RollbackOption } from '@sluice/plugin-pipelines-common';
import type { PromotionRecord } from '../records';

/**
 * Why a promotion that went bad is not rolled back without a person. See invariants 10 and 11: never a rollback of a rollback, only what is
 * settled, only to the last known good, and never data that isn't repointable.
 *
 * @returns undefined if it is
 * @internal
 */
export function whyNotAutomatic(of: {
  promotion: Pick<
    PromotionRecord,
    'kind' | 'requirements' | 'rollbackClass' | 'state'
  >;
  lastKnownGood: RollbackOption | undefined;
  /** Whether it is what runs there. */
  isStillRunning: boolean;
}): string | undefined {
  const { isStillRunning, lastKnownGood, promotion } = of;
  if (promotion.kind === 'rollback') {
    return 'it is a rollback itself';
  }
  if (!['Failed', 'Succeeded'].includes(promotion.state)) {
    return `it is ${promotion.state}, which is not settled`;
  }
  if (!isStillRunning) return 'something else runs there by now';
  if (!promotion.requirements.autoRollback) {
    return 'the policy wants a person to decide';
  }
  if (promotion.rollbackClass !== 'repointable') {
    return `going back is ${promotion.rollbackClass}: data that isn't repointable is never touched automatically`;
  }
  if (!lastKnownGood) return 'there is no last known good';
  return undefined;
}
