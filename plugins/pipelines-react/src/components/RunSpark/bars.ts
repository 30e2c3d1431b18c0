import type { RunState } from '@sluice/plugin-pipelines-common';

/**
 * The height of each bar as a share of the strip, between 0 and 1, in the order given.
 *
 * Success is as high as its duration is long, against the longest of the strip. What failed takes the full height, so that
 * a failure after two seconds isn't the smallest mark of all; what isn't finished or known stands at half height.
 *
 * @param runs - their states and durations in seconds
 */
export function barHeights(
  runs: { state: RunState; durationSeconds?: number }[],
): number[] {
  const longest = Math.max(
    0,
    ...runs
      .filter(run => run.state === 'success')
      .map(run => run.durationSeconds ?? 0),
  );
  return runs.map(run => {
    if (run.state === 'failed') return 1;
    if (run.state !== 'success') return 0.5;
    if (longest === 0) return 0.6;
    return 0.25 + 0.7 * Math.min(1, (run.durationSeconds ?? 0) / longest);
  });
}

/** How many of these runs stand where. `finished` are those that succeeded or failed. */
export function countRuns(runs: { state: RunState }[]): {
  succeeded: number;
  failed: number;
  finished: number;
  unknown: number;
  open: number;
} {
  const count = (state: RunState) =>
    runs.filter(run => run.state === state).length;
  const succeeded = count('success');
  const failed = count('failed');
  return {
    succeeded,
    failed,
    finished: succeeded + failed,
    unknown: count('unknown'),
    open: count('running') + count('queued'),
  };
}
