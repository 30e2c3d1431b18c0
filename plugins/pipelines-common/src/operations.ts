import type { OperationPartitionRow, OperationTotals } from './client';
import type { OperationKind } from './vocabulary';

/**
 * What an operation does, in messages. A reset that goes back makes messages be read again, one that goes forward skips them; a replay copies
 * them. Where a group has committed nothing in a partition, nobody can say.
 *
 * @public
 */
export function operationTotals(
  kind: OperationKind,
  partitions: Array<Pick<OperationPartitionRow, 'from' | 'to'>>,
): OperationTotals {
  const totals: OperationTotals = {
    partitions: partitions.length,
    readAgain: 0,
    skipped: 0,
    copied: 0,
    unknown: 0,
  };
  for (const { from, to } of partitions) {
    if (from === null) totals.unknown++;
    else if (kind === 'replay-dead-letters') totals.copied += to - from;
    else if (to < from) totals.readAgain += from - to;
    else totals.skipped += to - from;
  }
  return totals;
}
