import type { GroupWindow } from './assessGroup';
import type { LagSample } from './health/judgePartition';
import type { LogHistory } from './health/logHistory';

/** At, committed (−1: never, null: unread), end (null: unread), alive (1, 0, null: can't be told). Short, since there are many. */
type PackedSample = [number, number | null, number | null, 0 | 1 | null];

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

function packSample({ alive, at, committed, end }: LagSample): PackedSample {
  return [
    at,
    committed === undefined ? null : committed ?? -1,
    end ?? null,
    alive === null ? null : ((alive ? 1 : 0) as 0 | 1),
  ];
}

function unpackSample([at, committed, end, alive]: PackedSample): LagSample {
  return {
    at,
    committed: committed === -1 ? null : committed ?? undefined,
    end: end ?? undefined,
    alive: alive === null ? null : alive === 1,
  };
}

/** The logs of a topic by partition, as they are stored: JSON. @internal */
export type PackedLogs = Record<string, { s?: number; h: LogHistory }>;
