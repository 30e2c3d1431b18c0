import type {
  GroupMember,
  GroupReading,
  LogReading,
} from '@sluice/plugin-pipelines-node';
import { type CommitWindow, takeCommits } from './health/commitWindow';
import { type GroupVerdict, judgeGroup } from './health/judgeGroup';
import {
  judgePartition,
  type LagSample,
  type PartitionVerdict,
  WINDOW,
} from './health/judgePartition';
import { lagSeconds, type TimeLag } from './health/lagSeconds';
import type { LogHistory } from './health/logHistory';
import { type OffsetLag, readOffset } from './health/offsets';
import {
  drainSeconds,
  type Throughput,
  throughputOf,
  totalThroughput,
} from './health/throughput';

/** The name of a partition in our maps. @internal */
export function partitionKey(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}

/** What is known of the log of a partition. @internal */
export type KnownLog = Pick<LogReading, 'end' | 'problem' | 'written'> & {
  start?: number;
  history: LogHistory;
  transactional: boolean;
};

/** How far behind a group is in one partition. @internal */
export type PartitionLag = OffsetLag &
  TimeLag &
  Throughput &
  Pick<PartitionVerdict, 'status' | 'reason' | 'inferred'> & {
    topic: string;
    partition: number;
    /** null: it never committed, or it can't be read; `condition` says which. */
    committed: number | null;
    end: number | null;
    start: number | null;
    memberId: string | null;
    drainSeconds: number | null;
  };

/** How far behind a group is, and how healthy it is. @internal */
export type GroupLag = GroupVerdict &
  TimeLag &
  Throughput & {
    group: string;
    state: GroupReading['state'];
    protocol: GroupReading['protocol'] | null;
    members: GroupMember[];
    /** Messages that are left to read, of the partitions of which that is known; null if of none. */
    lag: number | null;
    /** Partitions of which the lag can't be read; those in which it never committed don't count. */
    unknownPartitions: number;
    /** Until nothing is left in any partition; null if that can't be told, or never will be. */
    drainSeconds: number | null;
    partitions: PartitionLag[];
  };

/** The readings that the verdict of a group rests on, by partition: oldest first. @internal */
export type GroupWindow = Map<string, LagSample[]>;

/**
 * What one reading of a group comes to, with those before it.
 *
 * @param options - `window`: the readings before, isn't changed; `logOf`: the log of a partition, as far as it is known
 * @returns the group as it is now, and the readings that the next time rests on
 * @internal
 */
export function assessGroup(options: {
  reading: GroupReading;
  /** Milliseconds since 1970. */
  at: number;
  window: GroupWindow;
  logOf: (topic: string, partition: number) => KnownLog | undefined;
}): { lag: GroupLag; window: GroupWindow } {
  const { at, logOf, reading } = options;
  const window: GroupWindow = new Map();
  const partitions: PartitionLag[] = [];
  const verdicts: PartitionVerdict[] = [];
  for (const position of reading.partitions) {
    const { memberId, partition, topic } = position;
    const log = logOf(topic, partition);
    const key = partitionKey(topic, partition);
    const { commits: known, samples: before } = splitCommits(
      options.window.get(key) ?? [],
    );
    // Of what has expired, or was deleted, the commits say nothing any more.
    const commits =
      position.committed === null
        ? undefined
        : takeCommits({
            before: known,
            commits: position.commits,
            history: log?.history ?? [],
            now: at,
          });
    const sample: LagSample = {
      at,
      committed: position.committed,
      end: log?.end,
      alive: isAlive(reading, memberId),
      ...(commits && { commits }),
    };
    const samples = [...before, sample].slice(-WINDOW);
    // What couldn't be read is no reading: a broker that was away must not push the others out.
    const wasRead = sample.committed !== undefined && sample.end !== undefined;
    window.set(key, wasRead ? samples : joinCommits(before, commits));
    const offset = readOffset({ ...sample, start: log?.start });
    const rates = throughputOf(samples);
    const next = (log?.end ?? 0) - (offset.lag ?? 0);
    const written = log?.written?.find(message => message.offset === next);
    const time = lagSeconds({
      lag: offset.lag,
      position: next,
      history: log?.history ?? [],
      now: at,
      writtenAt: written && Date.parse(written.at),
    });
    const verdict = judgePartition({
      samples,
      start: log?.start,
      transactional: log?.transactional,
      problem: position.problem ?? log?.problem,
      waitedSeconds: time.atLeastSeconds,
    });
    verdicts.push(verdict);
    partitions.push({
      topic,
      partition,
      ...offset,
      ...time,
      ...rates,
      drainSeconds: drainSeconds(offset.lag, rates),
      status: verdict.status,
      reason: verdict.reason,
      inferred: verdict.inferred,
      committed: sample.committed ?? null,
      end: sample.end ?? null,
      start: log?.start ?? null,
      memberId: memberId ?? null,
    });
  }
  const verdict = judgeGroup({
    partitions: partitions.map(({ condition, partition, topic }, i) => ({
      topic,
      partition,
      verdict: verdicts[i],
      hasCommitted: condition !== 'never-committed',
    })),
    problem: reading.problem,
  });
  const counted = partitions.filter(p => p.condition !== 'never-committed');
  const lag: GroupLag = {
    group: reading.group,
    state: reading.state,
    protocol: reading.protocol ?? null,
    members: reading.members ?? [],
    ...verdict,
    lag: sumOf(counted.map(p => p.lag)),
    unknownPartitions: counted.filter(p => p.lag === null).length,
    ...worstTime(counted),
    ...totalThroughput(partitions),
    drainSeconds: worstDrain(counted),
    partitions,
  };
  return { lag, window };
}

/** The newest reading alone keeps what is known of commits. */
function splitCommits(window: LagSample[]): {
  samples: LagSample[];
  commits: CommitWindow | undefined;
} {
  const newest = window.at(-1);
  if (!newest?.commits) return { samples: window, commits: undefined };
  const { commits, ...reading } = newest;
  return { samples: [...window.slice(0, -1), reading], commits };
}

/** Commits are handed over once, so that they are kept also where nothing else could be read. */
function joinCommits(
  samples: LagSample[],
  commits: CommitWindow | undefined,
): LagSample[] {
  const newest = samples.at(-1);
  if (!newest || !commits) return samples;
  return [...samples.slice(0, -1), { ...newest, commits }];
}

function isAlive(
  { members, state }: GroupReading,
  memberId: string | null | undefined,
): boolean | null {
  if (state === 'empty') return false;
  if (state !== 'stable' || !members || memberId === undefined) return null;
  return memberId !== null;
}

/**
 * The time of a group is that of its worst partition. While one of them can't be told neither can the group's; what the others say is a
 * lower bound.
 */
function worstTime(partitions: readonly PartitionLag[]): TimeLag {
  const bounds = partitions.flatMap(p => p.atLeastSeconds ?? []);
  const atLeastSeconds = bounds.length > 0 ? Math.max(...bounds) : null;
  const isKnown =
    partitions.length > 0 && partitions.every(p => p.seconds !== null);
  return { seconds: isKnown ? atLeastSeconds : null, atLeastSeconds };
}

function worstDrain(partitions: readonly PartitionLag[]): number | null {
  let worst = 0;
  for (const { drainSeconds: own } of partitions) {
    if (own === null) return null;
    worst = Math.max(worst, own);
  }
  return partitions.length > 0 ? worst : null;
}

function sumOf(values: Array<number | null>): number | null {
  const known = values.filter(value => value !== null);
  return known.length > 0 ? known.reduce((a, b) => a + b, 0) : null;
}
