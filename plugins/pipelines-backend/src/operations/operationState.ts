import { ConflictError } from '@backstage/errors';
import type { OperationState } from '@sluice/plugin-pipelines-common';

/** What can happen to an operation. @internal */
export type OperationEvent =
  | 'dispatch'
  | 'succeed'
  | 'fail'
  | 'lose'
  | 'reject'
  | 'withdraw'
  | 'expire'
  | 'invalidate';

/**
 * What may happen to an operation, and nothing else may. What has begun is never begun again: a crash leaves it Running, and whoever takes
 * over finds out what was done. See docs/operations-on-kafka.md.
 *
 * @internal
 */
export const TRANSITIONS: Record<
  OperationState,
  Partial<Record<OperationEvent, OperationState>>
> = {
  AwaitingApproval: {
    dispatch: 'Running',
    reject: 'Rejected',
    withdraw: 'Withdrawn',
    expire: 'Expired',
    invalidate: 'Invalidated',
  },
  Running: { succeed: 'Succeeded', fail: 'Failed', lose: 'Indeterminate' },
  Succeeded: {},
  Failed: {},
  Indeterminate: {},
  Rejected: {},
  Withdrawn: {},
  Expired: {},
  Invalidated: {},
};

/**
 * The state after an event.
 *
 * @throws ConflictError that names both, if it can't happen
 * @internal
 */
export function nextState(
  state: OperationState,
  event: OperationEvent,
): OperationState {
  const next = TRANSITIONS[state][event];
  if (!next) {
    throw new ConflictError(`An operation that is ${state} can't ${event}`);
  }
  return next;
}

/** Whether nothing can happen to it any more. @internal */
export function isOver(state: OperationState): boolean {
  return Object.keys(TRANSITIONS[state]).length === 0;
}
