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

/** How many of the runs took longer than `targetSeconds`. @internal */
export function countOver(runs: ChartRun[], targetSeconds: number): number {
  return runs.filter(run => (run.durationSeconds ?? 0) > targetSeconds).length;
}
