import { ConflictError } from '@backstage/errors';
import type { PromotionState } from '@sluice/plugin-pipelines-common';

/** What can happen to a promotion. @internal */
export type PromotionEvent =
  | 'gate'
  | 'ask'
  | 'preapprove'
  | 'approve'
  | 'queue'
  | 'wait'
  | 'dispatch'
  | 'deployed'
  | 'succeed'
  | 'fail'
  | 'abort'
  | 'lose'
  | 'reconcile'
  | 'resume'
  | 'reject'
  | 'expire'
  | 'invalidate'
  | 'supersede'
  | 'cancel';

/** How a promotion that hasn't started can end. */
const ENDINGS = {
  expire: 'Expired',
  invalidate: 'Invalidated',
  supersede: 'Superseded',
  cancel: 'Cancelled',
} as const;

/**
 * What may happen to a promotion, and nothing else may. Terminal states have no way out: a message that comes twice, or late, moves nothing
 * back. See docs/promotions.md for the picture.
 *
 * @internal
 */
export const TRANSITIONS = {
  Requested: { gate: 'Gating', ...ENDINGS },
  Gating: {
    ask: 'AwaitingApproval',
    preapprove: 'Scheduled',
    reject: 'Rejected',
    ...ENDINGS,
  },
  AwaitingApproval: { approve: 'Scheduled', reject: 'Rejected', ...ENDINGS },
  Scheduled: { queue: 'Queued', ...ENDINGS },
  Queued: { wait: 'Scheduled', dispatch: 'Running', ...ENDINGS },
  Running: {
    deployed: 'Verifying',
    fail: 'Failed',
    abort: 'Aborted',
    lose: 'Indeterminate',
  },
  Indeterminate: { reconcile: 'Reconciling' },
  Reconciling: { resume: 'Running', fail: 'Failed', abort: 'Aborted' },
  Verifying: { succeed: 'Succeeded', fail: 'Failed', supersede: 'Superseded' },
  Succeeded: {},
  Failed: {},
  Aborted: {},
  Rejected: {},
  Expired: {},
  Invalidated: {},
  Superseded: {},
  Cancelled: {},
} as const satisfies Record<
  PromotionState,
  Partial<Record<PromotionEvent, PromotionState>>
>;

/** All states. @internal */
export const PROMOTION_STATES = Object.keys(TRANSITIONS) as PromotionState[];

/** In which the target may be changed: one promotion of a unit and environment at a time. @internal */
export const LOCKING_STATES: readonly PromotionState[] = [
  'Running',
  'Indeterminate',
  'Reconciling',
];

/** Before the target is touched. @internal */
export const WAITING_STATES: readonly PromotionState[] = [
  'Requested',
  'Gating',
  'AwaitingApproval',
  'Scheduled',
  'Queued',
];

/**
 * The state after an event.
 *
 * @throws ConflictError that names both, if it can't happen
 * @internal
 */
export function nextState(
  state: PromotionState,
  event: PromotionEvent,
): PromotionState {
  const next = (
    TRANSITIONS[state] as Partial<Record<PromotionEvent, PromotionState>>
  )[event];
  if (!next) {
    throw new ConflictError(`A promotion that is ${state} can't ${event}`);
  }
  return next;
}

/** Whether nothing can happen to it any more. @internal */
export function isOver(state: PromotionState): boolean {
  return Object.keys(TRANSITIONS[state]).length === 0;
}
