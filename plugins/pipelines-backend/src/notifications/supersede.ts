import type { DeliveryRecord, MessageTransition } from './message';

/** What becomes of the messages of one subject and lane when another comes. @internal */
export type Superseding = {
  /** Ids of those that needn't be delivered any more. */
  drop: number[];
  /** Whether the new one has to be. */
  add: boolean;
};

/**
 * What is overtaken by a new message about the same subject to the same people.
 *
 * What hasn't been tried yet is overtaken by a newer state. Of a matter that is over before anybody was told nobody is told at all.
 * A message that was tried may have arrived, so the end of it is told.
 *
 * @param earlier - all of the subject and lane since it last ended, the oldest first
 * @internal
 */
export function supersede(
  earlier: ReadonlyArray<
    Pick<DeliveryRecord, 'id' | 'status' | 'attempts' | 'transition'>
  >,
  transition: MessageTransition,
): Superseding {
  if (transition === 'told' || transition === 'acknowledged') {
    return { drop: [], add: true };
  }
  const waiting = earlier.filter(
    ({ status }) => status === 'pending' || status === 'held',
  );
  const untried = waiting.filter(({ attempts }) => attempts === 0);
  const drop = untried.map(({ id }) => id);
  if (transition !== 'resolved') return { drop, add: true };
  const lastEnd = earlier.map(each => each.transition).lastIndexOf('resolved');
  const isTold = earlier
    .slice(lastEnd + 1)
    .some(({ attempts, status }) => status === 'delivered' || attempts > 0);
  return { drop, add: isTold };
}
