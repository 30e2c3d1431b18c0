import { ConflictError } from '@backstage/errors';

/** Where an approval request stands. @internal */
export type RequestState =
  | 'Pending'
  | 'Approved'
  | 'Consumed'
  | 'Rejected'
  | 'Withdrawn'
  | 'Expired'
  | 'Invalidated';

/** What can happen to it. @internal */
export type RequestEvent =
  | 'approve'
  | 'consume'
  | 'reject'
  | 'withdraw'
  | 'expire'
  | 'invalidate';

/** What may happen to an approval request, and nothing else may. See docs/approvals.md. @internal */
export const TRANSITIONS = {
  Pending: {
    approve: 'Approved',
    reject: 'Rejected',
    withdraw: 'Withdrawn',
    expire: 'Expired',
    invalidate: 'Invalidated',
  },
  Approved: {
    consume: 'Consumed',
    expire: 'Expired',
    invalidate: 'Invalidated',
  },
  Consumed: {},
  Rejected: {},
  Withdrawn: {},
  Expired: {},
  Invalidated: {},
} as const satisfies Record<
  RequestState,
  Partial<Record<RequestEvent, RequestState>>
>;

/**
 * The state after an event.
 *
 * @throws ConflictError that names both, if it can't happen
 * @internal
 */
export function nextState(
  state: RequestState,
  event: RequestEvent,
): RequestState {
  const next = (
    TRANSITIONS[state] as Partial<Record<RequestEvent, RequestState>>
  )[event];
  if (!next) {
    throw new ConflictError(
      `An approval request that is ${state} can't ${event}`,
    );
  }
  return next;
}

/** Whether anything can still happen to it. @internal */
export function isOpen(state: RequestState): boolean {
  return Object.keys(TRANSITIONS[state]).length > 0;
}
