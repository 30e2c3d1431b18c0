import type { GroupWindow } from './assessGroup';
import type { CommitWindow } from './health/commitWindow';
import type { LagSample } from './health/judgePartition';
import type { LogHistory } from './health/logHistory';

/** At, committed (−1: never, null: unread), end (null: unread), alive (1, 0, null: can't be told). Short, since there are many. */
type PackedSample = [
  at: number,
  committed: number | null,
  end: number | null,
  alive: 0 | 1 | null,
  commits?: PackedCommits,
];

/** Since, up to date (1, 0), and of each commit: at, offset, lag, at least, at most. */
type PackedCommits = [
  since: number,
  upToDate: 0 | 1,
  made: Array<
    [at: number, offset: number, lag: number, least: number, most: number]
  >,
];

/** The readings of a group as they are stored: JSON. @internal */
export function packWindow(window: GroupWindow): string {
  return JSON.stringify(
    Object.fromEntries(
      [...window].map(([partition, samples]) => [
        partition,
        samples.map(packSample),
      ]),
    ),
  );
}

/** Reads what {@link packWindow} wrote. @internal */
export function unpackWindow(text: string): GroupWindow {
  const packed: Record<string, PackedSample[]> = JSON.parse(text);
  return new Map(
    Object.entries(packed).map(([partition, samples]) => [
      partition,
      samples.map(unpackSample),
    ]),
  );
}

function packSample(sample: LagSample): PackedSample {
  const { alive, at, commits, committed, end } = sample;
  const packed: PackedSample = [
    at,
    committed === undefined ? null : committed ?? -1,
    end ?? null,
    alive === null ? null : ((alive ? 1 : 0) as 0 | 1),
  ];
  if (commits) packed.push(packCommits(commits));
  return packed;
}

function unpackSample(packed: PackedSample): LagSample {
  const [at, committed, end, alive, commits] = packed;
  return {
    at,
    committed: committed === -1 ? null : committed ?? undefined,
    end: end ?? undefined,
    alive: alive === null ? null : alive === 1,
    ...(commits && { commits: unpackCommits(commits) }),
  };
}

function packCommits({ made, since, upToDate }: CommitWindow): PackedCommits {
  return [
    since,
    upToDate ? 1 : 0,
    made.map(({ at, lag, least, most, offset }) => [
      at,
      offset,
      lag,
      least,
      most,
    ]),
  ];
}

function unpackCommits([since, upToDate, made]: PackedCommits): CommitWindow {
  return {
    since,
    upToDate: upToDate === 1,
    made: made.map(([at, offset, lag, least, most]) => ({
      at,
      offset,
      lag,
      least,
      most,
    })),
  };
}

/** The logs of a topic by partition, as they are stored: JSON. @internal */
export type PackedLogs = Record<string, { s?: number; h: LogHistory }>;
