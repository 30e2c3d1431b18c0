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
  /** Messages, from 0 on. */
  lag: number;
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
 * How much was left at a commit is told by where the log ended then, between two readings by interpolation. Burrow takes the end that it read
 * last, which is too small while messages come in.
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
    const lag = Math.max(0, Math.round(endAt(history, at) - offset));
    made = addCommit(made, { at, offset, lag });
  }
  return { since, upToDate: commits.upToDate, made };
}

/** Where a log ended at a moment: before the history where it begins, after it where it ends; 0 without one. */
function endAt(history: LogHistory, at: number): number {
  const after = history.findIndex(point => point[1] >= at);
  if (after < 0) return history.at(-1)?.[0] ?? 0;
  const right = history[after];
  const left = history[after - 1];
  if (!left) return right[0];
  const grown = right[0] - left[0];
  return left[0] + (grown * (at - left[1])) / (right[1] - left[1]);
}
