import type { LagStatus } from '@sluice/plugin-pipelines-common';
import { COMMITS_KEPT } from '@sluice/plugin-pipelines-node';
import type { CommitWindow } from './commitWindow';

/** What commits prove. @internal */
export type CommitVerdict = {
  status: LagStatus;
  /** In words, with figures; without the partition's name. */
  reason: string;
  /** The share of ten commits that it rests on. */
  complete: number;
};

/**
 * Nothing is called stopped before so long: ten commits a second apart span nine seconds, and a group that rebalances is silent for
 * longer than that.
 */
const SILENT_AT_LEAST_MS = 30_000;

const numbers = new Intl.NumberFormat('en-US');
const n = (value: number) => numbers.format(value);
const seconds = (ms: number) => n(Math.round(ms / 1000));

/**
 * How healthy a group is in a partition where something is left to read, by its commits: Burrow's rules (`core/internal/evaluator/caching.go`) in
 * the order in which they have to be asked.
 *
 * 1. silent for longer than its ten commits span: STOP; 2. it was at the end within them: OK; 3. an offset went back: REWIND; and with all ten
 * 4. the same offset in each: STALL; 5. the lag only grew: WARN; 6. OK.
 *
 * Between two readings where the log ended isn't known, and what comes in may come at once. So a stall has something left for certain at each of the
 * ten, and a lag that grew has more left at the last one than there can have been at the first, or readings decide.
 *
 * Silence begins when there was something to read: a consumer that commits what is new alone is silent while nothing is. With fewer than ten
 * commits it has to be as long as ten readings.
 *
 * @param options - `now`: milliseconds since 1970; `lag`, `committed`: as they were read last; `waitedMs`: the oldest unread message has waited
 *   at least so long, undefined: it can't be told; `readingsMs`: what ten readings span, undefined while there are fewer; `alive`: whether a
 *   member lives that has the partition
 * @returns undefined where commits prove nothing yet
 * @internal
 */
export function judgeCommits(options: {
  commits: CommitWindow;
  now: number;
  lag: number;
  committed: number;
  waitedMs: number | undefined;
  readingsMs: number | undefined;
  alive: boolean | null;
}): CommitVerdict | undefined {
  const { alive, commits, committed, lag, now } = options;
  const { made } = commits;
  const complete = made.length / COMMITS_KEPT;
  const say = (status: LagStatus, reason: string): CommitVerdict => ({
    status,
    reason,
    complete,
  });
  if (hasStopped(options)) {
    const last = made.at(-1)?.at ?? commits.since;
    const lives = alive ? ', though a member lives' : '';
    return say(
      'stop',
      `no commit for ${seconds(now - last)} s${lives}, offset unchanged at ${n(
        committed,
      )}, lag ${n(lag)}`,
    );
  }
  const first = made[0];
  const last = made.at(-1);
  if (!first || !last) return undefined;
  const over = `${made.length} ${
    made.length === 1 ? 'commit' : 'commits'
  } over ${seconds(last.at - first.at)} s`;
  if (made.some(commit => commit.lag === 0)) {
    return say('ok', `it was at the end of the log within ${over}`);
  }
  const back = made.findIndex(
    (commit, i) => i > 0 && commit.offset < made[i - 1].offset,
  );
  if (back > 0) {
    const { offset } = made[back];
    return say(
      'rewind',
      `the offset went back from ${n(made[back - 1].offset)} to ${n(
        offset,
      )}, lag ${n(lag)}`,
    );
  }
  if (complete < 1) return undefined;
  if (made.every(({ offset }) => offset === first.offset)) {
    // Ends don't go back: what was left at the first one was left at each.
    if (first.least === 0) return undefined;
    return say(
      'stall',
      `${over}, offset unchanged at ${n(first.offset)}, lag ${n(lag)}`,
    );
  }
  const shrank = made.some(
    (commit, i) => i > 0 && commit.lag < made[i - 1].lag,
  );
  if (!shrank && last.lag > first.lag) {
    if (last.least <= first.most) return undefined;
    return say(
      'warn',
      `${over}, the lag only grew, from ${n(first.lag)} to ${n(last.lag)}`,
    );
  }
  return say('ok', `lag ${n(lag)}, and it keeps up`);
}

function hasStopped({
  commits: { made, since },
  now,
  readingsMs,
  waitedMs,
}: Parameters<typeof judgeCommits>[0]): boolean {
  if (waitedMs === undefined) return false;
  const last = made.at(-1)?.at ?? since;
  const span = last - (made[0]?.at ?? since);
  const rhythm =
    made.length < COMMITS_KEPT ? Math.max(span, readingsMs ?? Infinity) : span;
  const silent = Math.min(now - last, waitedMs);
  return silent > Math.max(rhythm, SILENT_AT_LEAST_MS);
}
