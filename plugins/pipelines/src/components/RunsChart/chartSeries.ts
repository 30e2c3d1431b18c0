import type { RunState } from '@sluice/plugin-pipelines-common';

/** A run as the chart needs it. */
export type ChartRun = {
  id: string;
  state: RunState;
  startedAt?: string;
  endedAt?: string;
  durationSeconds?: number;
};

/** The order in which states are stacked and listed: what is wrong last, on top of the legend's reading order. */
export const CHART_STATES: RunState[] = [
  'success',
  'failed',
  'running',
  'queued',
  'unknown',
];

/** One state's bars: a number of minutes where the run at that place has that state, else null. */
export type ChartSeries = { state: RunState; minutes: (number | null)[] };

/**
 * A series a state, over the runs in their order: at each place exactly one series has a value, so that stacked they are
 * one bar a run in the colour of its state. States that no run has are left out.
 *
 * @internal
 */
export function chartSeries(runs: ChartRun[]): ChartSeries[] {
  return CHART_STATES.map(state => ({
    state,
    minutes: runs.map(run =>
      run.state === state ? (run.durationSeconds ?? 0) / 60 : null,
    ),
  })).filter(series => series.minutes.some(minutes => minutes !== null));
}

/** A promise this many times as long as the longest run would press all bars flat. */
const FAR_ABOVE = 5;

/**
 * How far up the chart has to reach, in seconds: to the longest run and to the promise, unless that is far above all runs.
 *
 * @internal
 */
export function chartReach(
  runs: ChartRun[],
  targetSeconds: number,
): { seconds: number; showsTarget: boolean } {
  const longest = Math.max(0, ...runs.map(run => run.durationSeconds ?? 0));
  const showsTarget = longest === 0 || targetSeconds < longest * FAR_ABOVE;
  return {
    seconds: showsTarget ? Math.max(targetSeconds, longest) : longest,
    showsTarget,
  };
}

/** How many of the runs took longer than `targetSeconds`. @internal */
export function countOver(runs: ChartRun[], targetSeconds: number): number {
  return runs.filter(run => (run.durationSeconds ?? 0) > targetSeconds).length;
}
