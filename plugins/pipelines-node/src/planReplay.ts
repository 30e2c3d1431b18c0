import type {
  DeadLetterReplay,
  OperationPartition,
  OperationPlan,
  OperationPosition,
} from './operations';

/** A partition of a dead-letter topic. @public */
export type ReplayPartition = {
  partition: number;
  logStart: number;
  logEnd: number;
};

/**
 * Which messages a replay would copy: those that no replay before has copied, unless all are asked for again, and at most so many, the same
 * share of each partition as far as it has them. Numbers count offsets, so they are a ceiling where compaction or transactions left gaps.
 *
 * @public
 */
export function planReplay(
  request: DeadLetterReplay,
  partitions: ReplayPartition[],
  copied: OperationPosition[],
): OperationPlan {
  const before = new Map(copied.map(each => [each.partition, each.offset]));
  const notes: string[] = [];
  const rows = [...partitions]
    .sort((a, b) => a.partition - b.partition)
    .map(({ logEnd, logStart, partition }): OperationPartition => {
      const position = before.get(partition) ?? logStart;
      // Beyond the end: the topic was made again since.
      const isGone = position > logEnd;
      const from =
        request.again || isGone ? logStart : Math.max(position, logStart);
      return {
        topic: request.topic,
        partition,
        from,
        to: logEnd,
        logStart,
        logEnd,
      };
    });
  const lengths = rows.map(({ from, to }) => to - from!);
  const shares = shared(lengths, request.maxMessages);
  const left = lengths.reduce((sum, length, i) => sum + length - shares[i], 0);
  if (left > 0) {
    notes.push(
      `${left.toLocaleString(
        'en-US',
      )} more dead letters are left for another replay`,
    );
  }
  if (!request.again && copied.length > 0) {
    notes.push('It goes on where the last replay of this topic ended');
  }
  return {
    partitions: rows.map((row, i) => ({ ...row, to: row.from! + shares[i] })),
    notes,
  };
}

/** Shares a number out as evenly as may be, to each at most what it can take. @public */
export function shared(limits: number[], total: number): number[] {
  const shares = limits.map(() => 0);
  let left = total;
  // The smallest first: what it can't take is left to the others.
  const order = limits.map((_, i) => i).sort((a, b) => limits[a] - limits[b]);
  order.forEach((i, done) => {
    shares[i] = Math.min(limits[i], Math.floor(left / (order.length - done)));
    left -= shares[i];
  });
  return shares;
}
