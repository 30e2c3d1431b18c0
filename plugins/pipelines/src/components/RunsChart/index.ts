export { RunsChart } from './RunsChart';
export type { ChartRun } from './chartSeries';
