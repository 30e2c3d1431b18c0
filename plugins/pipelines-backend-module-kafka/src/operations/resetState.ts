import type {
  OperationPartition,
  OperationProgress,
} from '@sluice/plugin-pipelines-node';

/** What a group has committed in a partition, with what was written beside it. @internal */
export type Committed = {
  topic: string;
  partition: number;
  /** −1: none. */
  offset: number;
  metadata?: string;
};

/** What is written beside offsets: who moved them, or is about to. @internal */
export const noteOf = (operationId: number, step: 'before' | 'done') =>
  `sluice operation ${operationId} ${step}`;

/**
 * What of a reset was done, by what the group has committed:
 *
 * - `to do` it is where it was, and nobody has touched it
 * - `done` it is where the reset put it
 * - `moved` somebody else has committed since: whether the reset was done can't be told
 *
 * Before a reset moves anything it commits the same offsets once more with a note. Whoever commits after that overwrites it, so a partition
 * with the note is certainly untouched, and one without it only as long as no attempt has come so far as to write notes.
 *
 * @internal
 */
export function resetState(
  row: Pick<OperationPartition, 'topic' | 'partition' | 'from'>,
  committed: Committed | undefined,
  of: { operationId: number; before: OperationProgress | undefined },
): 'to do' | 'done' | 'moved' {
  const { offset = -1, metadata } = committed ?? {};
  if (metadata === noteOf(of.operationId, 'done')) return 'done';
  if (offset !== (row.from ?? -1)) return 'moved';
  const isNoted = metadata === noteOf(of.operationId, 'before');
  // What was never committed can't be noted, and can't have been taken back either.
  return isNoted || row.from === null || !of.before ? 'to do' : 'moved';
}
