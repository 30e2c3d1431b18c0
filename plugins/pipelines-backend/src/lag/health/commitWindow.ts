import {
  addCommit,
  type PartitionCommits,
} from '@sluice/plugin-pipelines-node';
import type { LogHistory } from './logHistory';

/** A commit, and how much was left to read when it was made. @internal */
export type JudgedCommit = {
  /** Milliseconds since 1970. */
  at: number;
  offset: number;
  /** Messages, from 0 on: the likely value between the two that follow. */
  lag: number;
  /** At least so many: by where the log ended when it was read before. */
  least: number;
  /** At most so many: by where it ended when it was read after. */
  most: number;
};

/** What is known of the commits of a group in one partition. @internal */
export type CommitWindow = {
  /** Since when none was missed, milliseconds since 1970. */
  since: number;
  /** False while newer ones can't be read. */
  upToDate: boolean;
  /** The last ten, at least a second apart, oldest first. */
  made: JudgedCommit[];
};

/**
 * Takes in what was committed since the reading before. Where commits may have been missed since, those before say nothing any more: the
 * window begins anew.
 *
 * How much was left at a commit is told by where the log ended then, between two readings by interpolation, and between bounds for certain, since
 * ends never go back. Burrow takes the end that it read last, which is too small while messages come in.
 *
 * @param options - `before`: isn't changed; `commits`: undefined where the source couldn't read any this time; `history`: where the log ended
 *   over time, `now`: milliseconds since 1970, no commit is later
 * @returns undefined where nothing is known
 * @internal
 */
export function takeCommits(options: {
  before: CommitWindow | undefined;
  commits: PartitionCommits | undefined;
  history: LogHistory;
  now: number;
}): CommitWindow | undefined {
  const { before, commits, history, now } = options;
  const since = commits ? Date.parse(commits.since) : NaN;
  if (!commits || Number.isNaN(since)) {
    return before && { ...before, upToDate: false };
  }
  let made: JudgedCommit[] = before?.since === since ? before.made : [];
  for (const { at: told, offset } of commits.made) {
    const at = Math.min(told, now);
    const end = endAt(history, at);
    const left = (of: number) => Math.max(0, Math.round(of - offset));
    made = addCommit(made, {
      at,
      offset,
      lag: left(end.likely),
      least: left(end.least),
      most: left(end.most),
    });
  }
  return { since, upToDate: commits.upToDate, made };
}

/**
 * Where a log ended at a moment: before the history where it begins, or less; after it where it ends; 0 without one.
 */
function endAt(
  history: LogHistory,
  at: number,
): { likely: number; least: number; most: number } {
  const after = history.findIndex(point => point[1] >= at);
  const exactly = (end: number) => ({ likely: end, least: end, most: end });
  if (after < 0) return exactly(history.at(-1)?.[0] ?? 0);
  const right = history[after];
  if (right[1] === at) return exactly(right[0]);
  const left = history[after - 1];
  if (!left) return { likely: right[0], least: 0, most: right[0] };
  const grown = right[0] - left[0];
  return {
    likely: left[0] + (grown * (at - left[1])) / (right[1] - left[1]),
    least: left[0],
    most: right[0],
  };
}
