import type { LagStatus } from '@sluice/plugin-pipelines-common';
import type { CommitWindow } from './commitWindow';
import { judgeCommits } from './judgeCommits';
import { readOffset } from './offsets';

/** So many readings of a partition are looked at, as Burrow looks at ten commits. @internal */
export const WINDOW = 10;

/** One reading of one partition of one group. @internal */
export type LagSample = {
  /** Milliseconds since 1970. */
  at: number;
  /** null: it never committed; undefined: it couldn't be read. */
  committed: number | null | undefined;
  /** undefined: it couldn't be read. */
  end: number | undefined;
  /** Whether a member that lives has the partition; null: it can't be told, as while the group rebalances. */
  alive: boolean | null;
  /** What is known of its commits up to this reading, where the source reads them; the newest reading alone has it. */
  commits?: CommitWindow;
};

/** What is to be said of a partition. @internal */
export type PartitionVerdict = {
  status: LagStatus;
  /** In words, with figures; without the partition's name. */
  reason: string;
  /** True where reading offsets now and then can't prove it: only the commits themselves would. */
  inferred: boolean;
  /** The share of the window that it rests on, up to 1. */
  complete: number;
};

const numbers = new Intl.NumberFormat('en-US');
const n = (value: number) => numbers.format(value);

/** A sample with both offsets. */
type Read = LagSample & { committed: number; end: number; lag: number };

/**
 * How healthy a group is in one partition: the rules of Burrow (`core/internal/evaluator/caching.go`) in the order in which they have to
 * be asked, on readings of offsets in place of commits.
 *
 * 1. what can't be read is unknown; 2. nothing left is OK; 3. nobody reads it: STOP, before a lag of 0 in the window may excuse it
 * (Burrow#38, #58); 4. it was at the end lately: OK; 5. an offset went back: REWIND; 6. no offset moved: STALL; 7. the lag only grew: WARN.
 *
 * Two things differ from Burrow. STOP follows from who is a member, since offsets that are read don't say when they were committed. And a
 * lag that stays as it is, give or take what comes in between two readings, makes no WARN: Burrow takes "didn't shrink" for "grew", and
 * warns of each consumer that is steadily a little behind.
 *
 * Where the source reads commits one by one these decide ({@link judgeCommits}), and nothing is inferred; until they prove something, readings
 * do.
 *
 * @param options - `samples`: oldest first, the last one is now; `start`: the oldest offset of the log, where it is known;
 *   `transactional`: the topic is written in transactions, whose last marker stays unread: a lag of 1 at rest is none;
 *   `problem`: why an offset couldn't be read, where that is known; `waitedSeconds`: the oldest unread message has waited at least so long,
 *   where that is known
 * @internal
 */
export function judgePartition(options: {
  samples: readonly LagSample[];
  start?: number;
  transactional?: boolean;
  problem?: string;
  waitedSeconds?: number | null;
}): PartitionVerdict {
  const { problem, start, transactional = false, waitedSeconds } = options;
  const samples = options.samples.slice(-WINDOW);
  const complete = samples.length / WINDOW;
  const say = (status: LagStatus, reason: string, inferred = false) => ({
    status,
    reason,
    inferred,
    complete,
  });
  const current = samples.at(-1);
  if (!current) return say('unknown', 'not read yet');
  const { condition, lag, lost } = readOffset({ ...current, start });
  switch (condition) {
    case 'unknown':
      return say(
        'unknown',
        problem ??
          (current.committed === undefined
            ? "the committed offset can't be read"
            : "the end of the log can't be read"),
      );
    case 'never-committed':
      return current.end === 0
        ? say('ok', 'the log is empty, and nothing was committed')
        : say('unknown', 'nothing was committed yet');
    case 'beyond-end': {
      const before = samples.at(-2);
      const again = before && readOffset(before).condition === 'beyond-end';
      const where = `committed ${n(
        current.committed!,
      )} is beyond the log end ${n(current.end!)}`;
      // A leader that just took over may know less for a moment.
      return again
        ? say('error', `${where}: the topic was made again, or its log was cut`)
        : say('unknown', `${where}: one more reading will tell why`);
    }
    case 'behind-start':
      return say(
        'error',
        `${n(lost)} messages were deleted before they were read`,
      );
    default:
  }
  const read = samples.flatMap((sample): Read[] => {
    const own = readOffset(sample);
    return own.condition === 'read'
      ? [{ ...sample, lag: own.lag! } as Read]
      : [];
  });
  const end = current.end!;
  if (lag === 0) return say('ok', 'nothing is left to read');
  const rests = read.every(sample => sample.end === end);
  if (transactional && lag === 1 && rests) {
    return say('ok', 'only the marker of a transaction is left', true);
  }
  const last = read[read.length - 1];
  const known = current.commits?.upToDate ? current.commits : undefined;
  const proved =
    known &&
    judgeCommits({
      commits: known,
      now: last.at,
      lag: lag!,
      committed: last.committed,
      waitedMs:
        typeof waitedSeconds === 'number' ? waitedSeconds * 1000 : undefined,
      readingsMs: read.length < WINDOW ? undefined : last.at - read[0].at,
      alive: last.alive,
    });
  if (proved) return { ...proved, inferred: false };
  return judgeBehind({ read, lag: lag!, complete, commits: known, say });
}

/** Rules 3 to 7, of a partition where something is left to read, by readings. */
function judgeBehind(options: {
  read: Read[];
  lag: number;
  complete: number;
  /** Those that are known, and prove nothing yet. */
  commits: CommitWindow | undefined;
  say: (
    status: LagStatus,
    reason: string,
    inferred?: boolean,
  ) => PartitionVerdict;
}): PartitionVerdict {
  const { commits, complete, lag, read, say } = options;
  const [first] = read;
  const last = read[read.length - 1];
  const over = `${read.length} readings over ${Math.round(
    (last.at - first.at) / 1000,
  )} s`;
  const moves = read.filter(
    (sample, i) => i > 0 && sample.committed !== read[i - 1].committed,
  );
  const before = read[read.length - 2];
  const isCommitting = (commits?.made.at(-1)?.at ?? -1) >= (before?.at ?? 0);
  if (!isCommitting && hasStopped(read, moves)) {
    return say(
      'stop',
      `no member reads it, offset unchanged at ${n(last.committed)}, lag ${n(
        lag,
      )}`,
      true,
    );
  }
  if (read.some(sample => sample.lag === 0)) {
    return say('ok', `it was at the end of the log within ${over}`);
  }
  const back = read.findIndex(
    (sample, i) => i > 0 && sample.committed < read[i - 1].committed,
  );
  if (back > 0) {
    return say(
      'rewind',
      `the offset went back from ${n(read[back - 1].committed)} to ${n(
        read[back].committed,
      )}, lag ${n(lag)}`,
    );
  }
  if (complete < 1 || read.length < WINDOW) {
    return say(
      'ok',
      `lag ${n(lag)}; watched for ${read.length} of ${WINDOW} readings`,
    );
  }
  if (moves.length === 0) {
    return say(
      'stall',
      `${over}, offset unchanged at ${n(last.committed)}, lag ${n(lag)}`,
      true,
    );
  }
  if (fallsBehind(read)) {
    return say(
      'warn',
      `${over}, the lag only grew, from ${n(first.lag)} to ${n(last.lag)}`,
    );
  }
  return say('ok', `lag ${n(lag)}, and it keeps up`);
}

/**
 * The lag only grew, and by more than the moment of reading explains: a consumer may have committed right after one reading and right
 * before the other, so what comes in between two readings is in doubt. Less than that counts if it grew each time.
 */
function fallsBehind(read: Read[]): boolean {
  const steps = read.slice(1).map((sample, i) => ({
    grown: sample.lag - read[i].lag,
    written: sample.end - read[i].end,
  }));
  if (steps.some(({ grown }) => grown < 0)) return false;
  const grown = read[read.length - 1].lag - read[0].lag;
  return (
    grown > Math.max(...steps.map(({ written }) => written)) ||
    steps.every(step => step.grown > 0)
  );
}

/**
 * Nobody reads it: no member had it in the last two readings, and no offset moved between them. A group without members may commit all
 * the same (a consumer that assigns itself its partitions); of such a one Burrow's rule tells: it is silent for longer than it was seen
 * committing.
 */
function hasStopped(read: Read[], moves: Read[]): boolean {
  const last = read[read.length - 1];
  const before = read[read.length - 2];
  if (!before || last.alive !== false || before.alive !== false) return false;
  if (last.committed !== before.committed) return false;
  const standalone = moves.filter(sample => sample.alive === false);
  const [firstMove] = standalone;
  const lastMove = standalone[standalone.length - 1];
  // The first reading without a member may show a commit that was made just before it left.
  if (standalone.length < 2) return true;
  return last.at - lastMove.at > lastMove.at - firstMove.at;
}
