import {
  type OffsetReset,
  type OperationPartition,
  type OperationPlan,
  OperationRefusedError,
} from './operations';

/** A partition that a group may be reset in. @public */
export type ResetPartition = {
  topic: string;
  partition: number;
  /** −1: none. */
  committed: number;
  logStart: number;
  logEnd: number;
  /** The first message written at the time that is asked for, or after it; −1: none. Undefined where no time is. */
  since?: number;
};

/**
 * Where a reset would put each partition: within what the log has, whatever offset is asked for.
 *
 * @throws OperationRefusedError if the group has committed nothing there
 * @public
 */
export function planReset(
  request: OffsetReset,
  partitions: ResetPartition[],
): OperationPlan {
  const committed = new Set(
    partitions.filter(p => p.committed >= 0).map(p => p.topic),
  );
  const unknown = request.topics?.find(topic => !committed.has(topic));
  if (unknown !== undefined) {
    throw new OperationRefusedError(
      `${request.group} has committed nothing in ${unknown}`,
    );
  }
  const chosen = partitions.filter(
    ({ topic }) =>
      committed.has(topic) && (request.topics?.includes(topic) ?? true),
  );
  if (chosen.length === 0) {
    throw new OperationRefusedError(
      `${request.group} has committed nothing, so there is nothing to reset`,
    );
  }
  const rows = chosen
    .map((each): OperationPartition => {
      const { logEnd, logStart, partition, topic } = each;
      const wanted = wantedOf(request, each);
      return {
        topic,
        partition,
        from: each.committed < 0 ? null : each.committed,
        to: Math.min(Math.max(wanted, logStart), logEnd),
        logStart,
        logEnd,
      };
    })
    .sort(
      (a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition,
    );
  return { partitions: rows, notes: notesOf(rows) };
}

function wantedOf({ to }: OffsetReset, each: ResetPartition): number {
  switch (to.at) {
    case 'earliest':
      return each.logStart;
    case 'latest':
      return each.logEnd;
    case 'offset':
      return to.offset;
    default:
      // Nothing was written since: it has read everything there.
      return each.since === undefined || each.since < 0
        ? each.logEnd
        : each.since;
  }
}

function notesOf(rows: OperationPartition[]): string[] {
  const lost = rows.filter(
    ({ from, logStart }) => (from ?? logStart) < logStart,
  );
  return lost.length > 0
    ? [
        `In ${lost.length} of ${rows.length} partitions messages that it hasn't read are deleted already: they can't be read again`,
      ]
    : [];
}
