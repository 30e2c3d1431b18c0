import { LAG_STATUSES, type LagStatus } from '@sluice/plugin-pipelines-common';
import type { PartitionVerdict } from './judgePartition';

/** One partition of a group, judged. @internal */
export type JudgedPartition = {
  topic: string;
  partition: number;
  verdict: PartitionVerdict;
  /** Whether the group ever committed in it; undefined where that can't be told. */
  hasCommitted?: boolean;
};

/** What is to be said of a group. @internal */
export type GroupVerdict = Pick<
  PartitionVerdict,
  'status' | 'reason' | 'inferred' | 'complete'
>;

/**
 * A group is as its worst partition is; of those that are equally bad the first by topic and partition gives the reason.
 *
 * Partitions in which it never committed don't count while others do: a consumer that reads only what is new commits nothing in a
 * partition where nothing came in.
 *
 * @param options - `problem`: why the group itself couldn't be read
 * @internal
 */
export function judgeGroup(options: {
  partitions: readonly JudgedPartition[];
  problem?: string;
}): GroupVerdict {
  const { partitions, problem } = options;
  const committed = partitions.filter(p => p.hasCommitted !== false);
  const counted = committed.length > 0 ? committed : partitions;
  if (problem !== undefined && counted.length === 0) {
    return unknown(problem);
  }
  if (counted.length === 0) return unknown('it has no partitions');
  const sorted = [...counted].sort(
    (a, b) =>
      rankOf(a.verdict.status) - rankOf(b.verdict.status) ||
      compare(a.topic, b.topic) ||
      a.partition - b.partition,
  );
  const [worst] = sorted;
  const { status } = worst.verdict;
  const alike = sorted.filter(p => p.verdict.status === status).length - 1;
  const complete = Math.min(...counted.map(p => p.verdict.complete));
  return {
    status,
    reason: reasonOf(worst, status, alike),
    inferred: worst.verdict.inferred,
    complete,
  };
}

function reasonOf(
  worst: JudgedPartition,
  status: LagStatus,
  alike: number,
): string {
  const others = alike > 0 ? `, and ${alike} more like it` : '';
  if (status === 'ok' && alike > 0) return 'all partitions are read';
  return `${worst.topic} partition ${worst.partition}: ${worst.verdict.reason}${others}`;
}

function unknown(reason: string): GroupVerdict {
  return { status: 'unknown', reason, inferred: false, complete: 0 };
}

/** The place of a status among all: the lower, the more it needs a human. @internal */
export function rankOf(status: LagStatus): number {
  return LAG_STATUSES.indexOf(status);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
