import type {
  PromotionDetail,
  PromotionState,
} from '@sluice/plugin-pipelines-common';
import { PROMOTION_LOOK } from './promotionLook';

const EVENTS = [
  'requested',
  'step-done',
  'gate-overridden',
  'abort-asked',
  'baked',
  'bake-broken',
  'reviewed',
] as const;

/** What the words for an entry of a timeline are called. @internal */
export type TimelineKey =
  | `promotions.state.${PromotionState}`
  | `promotions.timeline.of.${(typeof EVENTS)[number]}`;

/**
 * The words for what happened to a promotion: the state that it came to, or what was done to it.
 *
 * @returns undefined for what has no words, and is shown as the ledger calls it
 * @internal
 */
export function timelineKey(
  entry: Pick<PromotionDetail['timeline'][number], 'type' | 'to'>,
): TimelineKey | undefined {
  const { to, type } = entry;
  if (to !== undefined && to in PROMOTION_LOOK) {
    return `promotions.state.${to as PromotionState}`;
  }
  const event = EVENTS.find(each => type === `promotion.${each}`);
  return event && `promotions.timeline.of.${event}`;
}
